/**
 * Where personal data may be. Erase, export, retention and log redaction derive from this map.
 * none: tells nothing about a person · contact: identifies or reaches a person ·
 * content: what a person wrote or did · secret: must never leave the server.
 */
export const PRIVACY_CLASSES = ['none', 'contact', 'content', 'secret'] as const;
export type PrivacyClass = (typeof PRIVACY_CLASSES)[number];

type Attribute = Record<string, unknown> & { type: string };
type Classified = Attribute & { pluginOptions: { crm: { pii: PrivacyClass } } };

const classified =
  (pii: PrivacyClass) =>
  (attribute: Attribute): Classified => ({ ...attribute, pluginOptions: { crm: { pii } } });

/** Declare every attribute through one of these; a test refuses an unclassified one. */
export const impersonal = classified('none');
export const identifying = classified('contact');
export const personalContent = classified('content');
export const secret = classified('secret');

export interface PrivacyEntry {
  uid: string;
  attribute: string;
  pii: PrivacyClass | undefined;
}

interface Schema {
  uid?: string;
  attributes: Record<string, { pluginOptions?: { crm?: { pii?: PrivacyClass } } }>;
}

/** Every attribute that the plugin declared, with its class; `undefined` where somebody forgot. */
export const privacyMap = (schemas: Record<string, { schema: Schema }>): PrivacyEntry[] =>
  Object.entries(schemas).flatMap(([name, { schema }]) =>
    Object.entries(schema.attributes).map(([attribute, definition]) => ({
      uid: `plugin::crm.${name}`,
      attribute,
      pii: definition.pluginOptions?.crm?.pii,
    })),
  );
