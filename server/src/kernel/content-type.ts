import type { ContentTypeSchema } from './feature';

interface Declaration {
  /** kebab-case; becomes `plugin::crm.<singular>`. */
  singular: string;
  plural: string;
  displayName: string;
  attributes: ContentTypeSchema['attributes'];
  indexes?: ContentTypeSchema['indexes'];
}

/** Our types: no drafts, no locales, no place in the Content Manager; edited only through our services (decision 3). */
export const contentType = ({ singular, plural, displayName, attributes, indexes }: Declaration): ContentTypeSchema => ({
  kind: 'collectionType',
  collectionName: `crm_${plural.replaceAll('-', '_')}`,
  info: { singularName: singular, pluralName: plural, displayName },
  options: { draftAndPublish: false, noStageAttribute: true },
  pluginOptions: {
    'content-manager': { visible: false },
    'content-type-builder': { visible: false },
    i18n: { localized: false },
  },
  attributes,
  ...(indexes ? { indexes } : {}),
});

/** A to-one link as a plain foreign key: one indexed column instead of a join table (decision 5). */
export const linkTo = (target: string) => ({ type: 'relation', relation: 'manyToOne', target, useJoinTable: false });
