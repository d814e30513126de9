import type { Core } from '@strapi/strapi';

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
