import type { Core } from '@strapi/strapi';
import { from, tableOf } from './records';
import { connection } from './transaction';

export interface ReferenceColumn {
  /** The type that points. */
  uid: string;
  attribute: string;
}

interface RelationAttribute {
  type: string;
  target?: string;
}

/**
 * Who points at a type, read from the relations themselves, so that a new feature's link can't be
 * forgotten when records are merged, erased or exported.
 */
export const referencesTo = (strapi: Core.Strapi, target: string): ReferenceColumn[] =>
  Object.values(strapi.contentTypes as unknown as Record<string, { uid: string; attributes: Record<string, RelationAttribute> }>)
    .filter((type) => type.uid.startsWith('plugin::crm.'))
    .flatMap((type) =>
      Object.entries(type.attributes)
        // Strapi links the locales of each type to itself by documentId: that is no reference of ours.
        .filter(([name, attribute]) => name !== 'localizations' && attribute.type === 'relation' && attribute.target === target)
        .map(([attribute]) => ({ uid: type.uid, attribute })),
    );

/** Takes the links to these rows away, whoever has them: one statement per kind of link. */
export const unlinkAll = async (strapi: Core.Strapi, target: string, ids: readonly number[]): Promise<void> => {
  for (const { uid, attribute } of referencesTo(strapi, target)) {
    const { tableName, columnOf } = tableOf(strapi, uid);
    // eslint-disable-next-line no-await-in-loop -- one statement per kind of link
    await from(strapi, connection(strapi), tableName).whereIn(columnOf(attribute), ids as number[]).update({ [columnOf(attribute)]: null });
  }
};
