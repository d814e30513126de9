import sanitizeHtml from 'sanitize-html';
import { InvalidInput } from '../kernel/errors';
import { BadPattern, compilePattern } from '../kernel/pattern';
import { LAYOUT_TYPES, sourceFault, TEXT_TAGS, type FieldType, type FormField, type FormSettings, type PublicForm } from './contract';
import { cycleIn, rulesIn } from './logic';
import { readValue } from './values';

interface Problem {
  path: string[];
  message: string;
}

/**
 * Fields as they may be stored: texts without scripts, patterns and conditions that can be followed. Throws with one
 * sentence for each thing its author has to change. Saving what it answered changes nothing any more.
 */
export const settledFields = (fields: readonly FormField[]): FormField[] => {
  const settled = fields.map((field) => (field.type === 'html' ? { ...field, html: harmless(field.html ?? '') } : field));
  const problems = settled.flatMap((field, index) => faultsOf(field, settled).map(([key, message]): Problem => ({ path: ['fields', String(index), key], message })));
  const cycle = cycleIn(settled);
  if (cycle) {
    const index = settled.findIndex(({ name }) => name === cycle[0]);
    problems.push({ path: ['fields', String(index), 'showWhen'], message: `These conditions wait for each other in a circle: ${cycle.join(' → ')}` });
  }
  if (problems.length > 0) throw new InvalidInput(problems);
  return settled;
};

export const settledSettings = (settings: FormSettings): FormSettings => {
  if (settings.opensAt && settings.closesAt && new Date(settings.opensAt) >= new Date(settings.closesAt))
    throw new InvalidInput([{ path: ['settings', 'closesAt'], message: 'The form must close after it opens' }]);
  return settings;
};

/** Whether a visitor may send the form now, with what to tell them if not. `submissionCount` is only needed where the form has a limit. */
export const availability = ({ settings }: { settings: FormSettings }, { now, submissionCount }: { now: Date; submissionCount: number }): PublicForm['availability'] => {
  const { opensAt, closesAt, maxSubmissions, closedText } = settings;
  if (opensAt !== null && now < new Date(opensAt)) return { state: 'not-yet', text: closedText || 'This form is not open yet.' };
  if (closesAt !== null && now >= new Date(closesAt)) return { state: 'closed', text: closedText || 'This form is closed.' };
  if (maxSubmissions !== null && submissionCount >= maxSubmissions) return { state: 'full', text: closedText || 'This form takes no more answers.' };
  return { state: 'open', text: '' };
};

const PATTERNED: readonly FieldType[] = ['text', 'email', 'phone', 'url', 'hidden'];
const UNMAPPED: readonly FieldType[] = ['checkbox', 'consent', 'file', 'address', ...LAYOUT_TYPES];
const WITHOUT_DEFAULT: readonly FieldType[] = ['file', 'name', 'address', ...LAYOUT_TYPES];

const faultsOf = (field: FormField, fields: readonly FormField[]): [keyof FormField, string][] => {
  const { type, label, pattern, mapTo } = field;
  const faults: [keyof FormField, string | undefined][] = [
    ['html', type === 'html' && !field.html ? `Nothing of the text of “${label}” may be shown: use paragraphs, lists, headings and links` : undefined],
    ['pattern', pattern === undefined ? undefined : PATTERNED.includes(type) ? badPattern(pattern) : `“${label}” takes no pattern`],
    ['default', field.default === undefined ? undefined : WITHOUT_DEFAULT.includes(type) ? `“${label}” takes no default` : badDefault(field)],
    ['mapTo', mapTo && (UNMAPPED.includes(type) || (type === 'name' && mapTo !== 'contact.name')) ? `The answer to “${label}” can’t be kept there` : undefined],
    ...rulesIn(field.showWhen).map((rule): [keyof FormField, string | undefined] => ['showWhen', sourceFault(rule, fields)]),
  ];
  return faults.flatMap(([key, message]) => (message === undefined ? [] : [[key, message]]));
};

const badPattern = (pattern: string): string | undefined => {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof BadPattern) return error.message;
    throw error;
  }
};

const badDefault = (field: FormField): string | undefined => {
  if (field.pattern !== undefined && badPattern(field.pattern)) return undefined;
  const outcome = readValue({ ...field, isRequired: false }, field.default, { country: '', files: [] });
  return 'fault' in outcome ? `The default does not fit: ${outcome.fault.message}` : undefined;
};

/** What a text block may hold: nothing that runs, loads, posts or looks like another part of the page. */
const harmless = (html: string): string =>
  sanitizeHtml(html, {
    allowedTags: [...TEXT_TAGS],
    allowedAttributes: { a: ['href', 'rel'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    nestingLimit: 20,
    transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer' }) },
  }).trim();
