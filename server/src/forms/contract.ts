import { z } from 'zod';
import { currency, datetime, defineEndpoints, id, oneOrMany, pageOf, pageQuery } from '../kernel/contract';

export const FORM_STATES = ['draft', 'published', 'unpublished'] as const;
/** `content`: made for entries of the site. It has no public address and no place in the list. */
export const FORM_KINDS = ['web', 'content'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

export const FIELD_TYPES = [
  'text',
  'textarea',
  'email',
  'phone',
  'url',
  'number',
  'currency',
  'date',
  'time',
  'datetime',
  'select',
  'multi-select',
  'radio',
  'checkbox',
  'consent',
  'rating',
  'country',
  'name',
  'address',
  'file',
  'hidden',
  'heading',
  'html',
  'page-break',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];
/** Shown, never answered. A page break begins a step. */
export const LAYOUT_TYPES: readonly FieldType[] = ['heading', 'html', 'page-break'];
export const CHOICE_TYPES: readonly FieldType[] = ['select', 'multi-select', 'radio'];
/** A group is answered in parts: `{ "firstName": "Ana" }`, `person.firstName=Ana` or `person[firstName]=Ana`. */
export const GROUP_PARTS = {
  name: ['firstName', 'lastName'],
  address: ['line1', 'line2', 'postalCode', 'city', 'region', 'country'],
} as const;

/** What a text block may hold; everything else is taken out when it is saved. */
export const TEXT_TAGS = ['p', 'br', 'hr', 'strong', 'b', 'em', 'i', 'u', 'ul', 'ol', 'li', 'h2', 'h3', 'h4', 'blockquote', 'a'] as const;

/** ISO 3166-1 alpha-2. */
export const COUNTRIES: ReadonlySet<string> = new Set(
  `
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
  CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
  GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
  KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
  MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
  SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
  UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
  `
    .trim()
    .split(/\s+/),
);

/** Where an answer goes. `message` is what the visitor wrote; `null` keeps the answer on the submission only. */
export const FIELD_TARGETS = [
  'contact.firstName',
  'contact.lastName',
  'contact.name',
  'contact.email',
  'contact.phone',
  'contact.jobTitle',
  'company.name',
  'lead.message',
] as const;
const MAX_FIELDS = 100;
const MAX_RULES = 100;
const MAX_DEPTH = 5;

/** `extra` holds what the form does not know; a body parser never passes on the other two. */
const RESERVED_NAMES = ['extra', 'constructor', 'prototype'];

const fieldName = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'Start with a letter; then letters, digits and underscores')
  .refine((name) => !RESERVED_NAMES.includes(name), 'This name is used by the CRM itself: choose another one');

const operand = z.union([z.string().max(500), z.number(), z.boolean()]);
const rules = [
  z.strictObject({ op: z.enum(['eq', 'ne', 'contains', 'gt', 'lt']), field: fieldName, value: operand }),
  z.strictObject({ op: z.literal('in'), field: fieldName, values: z.array(operand).min(1).max(100) }),
  z.strictObject({ op: z.literal('between'), field: fieldName, min: operand, max: operand }),
  z.strictObject({ op: z.literal('empty'), field: fieldName }),
] as const;
export type Rule = z.infer<(typeof rules)[number]>;
export type Condition = Rule | { op: 'and' | 'or'; conditions: Condition[] } | { op: 'not'; condition: Condition };

const BAD_CONDITION = `A condition is eq, ne, in, contains, gt, lt, between or empty, or joins others by and, or, not, at most ${MAX_DEPTH} deep`;

/** Written out level by level, so that no depth of input can outgrow the stack. */
const conditionOf = (depth: number): z.ZodType<Condition, Condition> =>
  depth === 1
    ? z.discriminatedUnion('op', rules, { error: BAD_CONDITION })
    : z.discriminatedUnion(
        'op',
        [
          ...rules,
          z.strictObject({ op: z.enum(['and', 'or']), conditions: z.array(conditionOf(depth - 1)).min(1).max(MAX_RULES) }),
          z.strictObject({ op: z.literal('not'), condition: conditionOf(depth - 1) }),
        ],
        { error: BAD_CONDITION },
      );
export const condition = conditionOf(MAX_DEPTH);

const dateOrTime = z
  .string()
  .trim()
  .regex(/^(?:\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?|\d{2}:\d{2})$/, 'Write it as 2026-11-20, 14:30 or 2026-11-20T14:30');

export const formField = z.strictObject({
  name: fieldName,
  type: z.enum(FIELD_TYPES),
  label: z.string().trim().min(1, 'Give the field a label').max(300),
  help: z.string().trim().max(500).optional(),
  placeholder: z.string().trim().max(200).optional(),
  /** What a page starts with. A locked field always has it. */
  default: z.union([z.string().max(2000), z.number(), z.boolean(), z.array(z.string().max(200)).max(200)]).optional(),
  isRequired: z.boolean().default(false),
  /** Characters for text; the value itself for numbers, money in whole units and ratings; how many for files and several choices. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** Limits of a date, a time or both, inclusive. */
  earliest: dateOrTime.optional(),
  latest: dateOrTime.optional(),
  /** A regular expression for the whole value, without groups that look around or back. */
  pattern: z.string().max(200).optional(),
  /** The choices of a select, of several choices and of radio buttons. */
  options: z.array(z.strictObject({ value: z.string().trim().min(1).max(200), label: z.string().trim().min(1).max(300) })).max(200).optional(),
  /** The HTML autocomplete token. */
  autocomplete: z.string().trim().max(60).optional(),
  /** The page's address may fill it in. */
  isPrefillable: z.boolean().optional(),
  /** Hidden fields only: the value is `default`, whatever the page sends, and no page sees it. */
  isLocked: z.boolean().optional(),
  /** Phones only: a number that can't be read is refused. */
  isStrict: z.boolean().optional(),
  /** Of money. */
  currency: currency.optional(),
  /** Extensions that a file may have, without the dot. */
  accept: z.array(z.string().trim().regex(/^[a-z0-9]{1,10}$/, 'Write extensions such as pdf, in small letters')).max(20).optional(),
  /** The text of an HTML block; scripts, forms and styles are taken out when it is saved. */
  html: z.string().max(20_000).optional(),
  /** What a consent allows: `marketing` where nothing is said. */
  purpose: z.string().trim().regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use small letters, digits and dashes').optional(),
  /** Why a marketing consent is required nevertheless; kept with the version. */
  overrideReason: z.string().trim().min(10, 'Say why in at least ten characters').max(500).optional(),
  /** Otherwise it is hidden, not required, and its answer dropped. On a page break: the whole step. */
  showWhen: condition.optional(),
  mapTo: z.enum(FIELD_TARGETS).nullable().default(null),
});
export type FormField = z.infer<typeof formField>;

/** Only a privacy notice may be a condition for sending a form; everything else is a free choice. */
export const purposeOf = (field: Pick<FormField, 'purpose'>): string => field.purpose ?? 'marketing';

/** What is wrong with one field by itself, as `[key, sentence]`. */
const faultsOf = (field: FormField): [keyof FormField, string][] => {
  const { type, label } = field;
  const faults: [boolean, keyof FormField, string][] = [
    [CHOICE_TYPES.includes(type) && !field.options?.length, 'options', `Give “${label}” at least one option`],
    [new Set(field.options?.map(({ value }) => value)).size !== (field.options?.length ?? 0), 'options', `Two options of “${label}” have the same value`],
    [type === 'consent' && field.isRequired && purposeOf(field) !== 'privacy' && !field.overrideReason, 'isRequired', 'Consent must be a free choice: it can’t be required'],
    [type === 'consent' && field.default !== undefined, 'default', 'Consent must be a free choice: it can’t be ticked beforehand'],
    [type === 'currency' && !field.currency, 'currency', `Say in which currency “${label}” is asked`],
    [type === 'html' && !field.html?.trim(), 'html', `“${label}” has no text`],
    [Boolean(field.isLocked) && type !== 'hidden', 'isLocked', 'Only a hidden field can be locked'],
    [Boolean(field.isLocked) && field.default === undefined, 'default', `“${label}” is locked: say which value it has`],
    [Boolean(field.isPrefillable) && (type === 'consent' || type === 'file' || LAYOUT_TYPES.includes(type) || Boolean(field.isLocked)), 'isPrefillable', 'Consent, files, text blocks and locked fields can’t be filled in from an address'],
    [field.min !== undefined && field.max !== undefined && field.min > field.max, 'max', `The largest value of “${label}” is below its smallest`],
    [field.earliest !== undefined && field.latest !== undefined && field.earliest > field.latest, 'latest', `The last moment of “${label}” is before its first`],
    [type === 'rating' && (field.max ?? 5) - (field.min ?? 1) > 20, 'max', 'A rating has at most 21 steps'],
  ];
  return faults.flatMap(([isWrong, key, sentence]) => (isWrong ? [[key, sentence]] : []));
};

const rulesIn = (one: Condition): number => {
  if ('conditions' in one) return one.conditions.reduce((sum, inner) => sum + rulesIn(inner), 0);
  return 'condition' in one ? rulesIn(one.condition) : 1;
};

/** A page must be able to come to the same result, so a condition reads only what the page knows. Undefined where it may ask. */
export const sourceFault = ({ op, field: name }: Pick<Rule, 'op' | 'field'>, fields: readonly FormField[]): string | undefined => {
  const source = fields.find((field) => field.name === name);
  if (!source) return `The condition asks for “${name}”, but no field has this name`;
  if (LAYOUT_TYPES.includes(source.type)) return `The condition asks for “${source.label}”, which nobody answers`;
  if (source.isLocked) return `The condition asks for “${source.label}”, which is locked: no page knows its value`;
  if ((source.type === 'name' || source.type === 'address') && op !== 'empty') return `“${source.label}” has several parts: a condition can only ask whether it is empty`;
  return undefined;
};

/** Patterns, conditions and texts are looked at more closely when the form is saved. */
export const formFields = z
  .array(formField)
  .min(1, 'A form needs at least one field')
  .max(MAX_FIELDS)
  .superRefine((fields, context) => {
    const seen = new Set<string>();
    fields.forEach((field, index) => {
      if (seen.has(field.name)) context.addIssue({ code: 'custom', path: [index, 'name'], message: `Two fields are named “${field.name}”` });
      seen.add(field.name);
      for (const [key, message] of faultsOf(field)) context.addIssue({ code: 'custom', path: [index, key], message });
    });
    const rules = fields.reduce((sum, { showWhen }) => sum + (showWhen ? rulesIn(showWhen) : 0), 0);
    if (rules > MAX_RULES) context.addIssue({ code: 'custom', path: [], message: `A form takes at most ${MAX_RULES} conditions; this one has ${rules}` });
  });

export const origin = z
  .string()
  .trim()
  .refine((value) => {
    try {
      return new URL(value).origin === value && /^https?:/.test(value);
    } catch {
      return false;
    }
  }, 'Use an origin such as https://www.example.com, without a path');

const webUrl = z.string().trim().max(2000).refine((value) => {
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol);
  } catch {
    return false;
  }
}, 'Use a full address that starts with https://');

const perMinute = z.number().int().min(1).max(100_000);
const singleLine = (max: number) => z.string().trim().max(max).regex(/^[^\r\n]*$/, 'Write it on one line');

/** Takes effect when it is saved, without publishing; nothing of it is part of a version. */
export const formSettings = z.strictObject({
  /** What a submission becomes. */
  target: z.enum(['lead', 'contact', 'none']),
  /** Beyond the soft ones a submission is held, beyond the hard ones refused. Per minute; `hardPerForm` per ten seconds. */
  limits: z.strictObject({ softPerAddress: perMinute, softPerForm: perMinute, hardPerAddress: perMinute, hardPerForm: perMinute }),
  captcha: z.enum(['none', 'altcha', 'turnstile', 'hcaptcha', 'recaptcha']),
  /** What must be confirmed by e-mail: nothing, marketing consent only, or the whole submission. */
  optIn: z.enum(['none', 'marketing', 'submission']),
  /** Who is told of a new submission. */
  notify: z.array(z.email()).max(10),
  /** The mail to the visitor; null sends none. */
  autoresponder: z.strictObject({ subject: singleLine(200).min(1, 'Give the mail a subject'), text: z.string().trim().min(1, 'Give the mail a text').max(10_000) }).nullable(),
  opensAt: datetime.nullable(),
  closesAt: datetime.nullable(),
  /** After this many the form is full. */
  maxSubmissions: z.number().int().min(1).nullable(),
  /** What a visitor reads while the form is not open; our own words where it is empty. */
  closedText: z.string().trim().max(1000),
  /** Keys that the form does not know are kept under `extra` instead of being counted only. */
  keepsExtra: z.boolean(),
  /** Visitors may save their answers and go on later. */
  offersDrafts: z.boolean(),
});
export type FormSettings = z.infer<typeof formSettings>;

export const DEFAULT_SETTINGS: FormSettings = {
  target: 'lead',
  limits: { softPerAddress: 10, softPerForm: 300, hardPerAddress: 60, hardPerForm: 50 },
  captcha: 'none',
  optIn: 'none',
  notify: [],
  autoresponder: null,
  opensAt: null,
  closesAt: null,
  maxSubmissions: null,
  closedText: '',
  keepsExtra: false,
  offersDrafts: false,
};

const formShape = z.strictObject({
  name: z.string().trim().min(1, 'Give the form a name').max(120),
  slug: z.string().trim().regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/, 'Use small letters, digits and dashes'),
  fields: formFields,
  thankYou: z.string().trim().min(1, 'Say thank you').max(1000),
  /** Where a browser without script is sent after success; null shows our own page. */
  redirectUrl: webUrl.nullable(),
  /** Empty means any site may send. */
  allowedOrigins: z.array(origin).max(50),
  /** A setting that is left out stays as it is. */
  settings: formSettings.partial(),
});
export const formInput = formShape.extend({
  redirectUrl: webUrl.nullable().default(null),
  allowedOrigins: z.array(origin).max(50).default([]),
  settings: formSettings.partial().default({}),
});
/** Without defaults: what a change leaves out stays as it is. */
export const formUpdate = formShape.partial().extend({ version: z.number().int() });

export const formRow = z.object({
  id,
  key: z.string(),
  slug: z.string(),
  name: z.string(),
  state: z.enum(FORM_STATES),
  publishedVersion: z.number().int().nullable(),
  /** The draft differs from what is live. */
  hasUnpublishedChanges: z.boolean(),
  updatedAt: datetime,
});
export type FormRow = z.infer<typeof formRow>;

export const form = formRow.extend({
  fields: z.array(formField),
  thankYou: z.string(),
  redirectUrl: z.string().nullable(),
  allowedOrigins: z.array(z.string()),
  kind: z.enum(FORM_KINDS),
  settings: formSettings,
  version: z.number().int(),
  /** Full public address that the form posts to. */
  submitUrl: z.string(),
  /** Name of the trap field, which differs per form. */
  honeypot: z.string(),
});
export type Form = z.infer<typeof form>;

export const AVAILABILITIES = ['open', 'not-yet', 'closed', 'full'] as const;

/** What a page needs to draw the form; never anything a visitor must not know. */
export const publicForm = z.object({
  key: z.string(),
  slug: z.string(),
  name: z.string(),
  version: z.number().int(),
  /** Without locked fields. */
  fields: z.array(formField.omit({ mapTo: true, isLocked: true, overrideReason: true })),
  /** One for a form without page breaks. `fields` are names. */
  steps: z.array(z.object({ name: z.string().nullable(), title: z.string().nullable(), fields: z.array(z.string()) })),
  captcha: formSettings.shape.captcha,
  /** What a provider's widget needs to be drawn. */
  captchaSiteKey: z.string().nullable().optional(),
  offersDrafts: z.boolean(),
  /** `text` is for the visitor while the form is not open. */
  availability: z.object({ state: z.enum(AVAILABILITIES), text: z.string() }),
  /** Says that the page is fresh; sent back as `_crm_token`. */
  token: z.string().optional(),
  submitUrl: z.string(),
  honeypot: z.string(),
});
export type PublicForm = z.infer<typeof publicForm>;

/** For people to read: money and the parts of a group are one text. */
export const answer = z.object({ name: z.string(), label: z.string(), type: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]) });
export type Answer = z.infer<typeof answer>;

export const formsContract = defineEndpoints('forms', {
  listForms: {
    method: 'GET',
    path: '/forms',
    permission: 'forms.read',
    query: pageQuery({ filters: { state: oneOrMany(z.enum(FORM_STATES)) }, sort: ['-updatedAt', 'name'] }),
    returns: pageOf(formRow),
  },
  getForm: { method: 'GET', path: '/forms/:id', permission: 'forms.read', returns: form },
  createForm: { method: 'POST', path: '/forms', permission: 'forms.create', body: formInput, returns: form },
  updateForm: { method: 'PUT', path: '/forms/:id', permission: 'forms.update', body: formUpdate, returns: form },
  publishForm: { method: 'POST', path: '/forms/:id/publish', permission: 'forms.publish', returns: form },
  unpublishForm: { method: 'POST', path: '/forms/:id/unpublish', permission: 'forms.publish', returns: form },
});
