import { answerText, type Mapped } from '../forms';
import type { Answer } from '../forms/contract';
import { splitName } from '../identity';
import { plainText } from '../kernel/text';
import { safeName } from '../mail';
import { merged } from './merge';

const NAME_LENGTH = 60;
const MAX_BODY = 20_000;

export interface Notice {
  formName: string;
  person: Mapped;
  answers: readonly Answer[];
  at: Date;
  /** Where it opens in the admin panel. */
  link: string;
  isLead: boolean;
  isTest: boolean;
}

/** For staff. What the visitor wrote stands below our own link, in plain text, and only the name is in the subject. */
export const noticeLetter = ({ formName, person, answers, at, link, isLead, isTest }: Notice): { subject: string; text: string } => {
  const who = plainText(fullName(person) ?? person.email, NAME_LENGTH) ?? 'somebody without a name';
  const lines = answers.map(({ label, value }) => `${label}: ${indented(answerText(value))}`).join('\n');
  return {
    subject: `${isTest ? '[Test] ' : ''}${isLead ? 'New lead' : 'New submission'}: ${who}`,
    text: `The form “${formName}” was sent at ${minuteOf(at)}.\n\nOpen it: ${link}\n\n${lines.slice(0, MAX_BODY)}\n`,
  };
};

export const digestLetter = ({ formName, count, isMore, since, link }: { formName: string; count: number; isMore: boolean; since: Date; link: string }): { subject: string; text: string } => ({
  subject: `${count}${isMore ? ' or more' : ''} more from a busy form`,
  text: `The form “${formName}” was sent so often that you were not told of each one. Since ${minuteOf(since)} there were ${count}${isMore ? ' or more' : ''} more.\n\nSee them: ${link}\n`,
});

export const alertLetter = ({ formName, count, day, link }: { formName: string; count: number; day: string; link: string }): { subject: string; text: string } => ({
  subject: 'A form refuses visitors: too many requests',
  text: `The form “${formName}” refused ${count} request${count === 1 ? '' : 's'} on ${day} (UTC), because more came than its hard limit allows. What was accepted before is safe.\n\nSee what came, and raise the limit if these were people: ${link}\n`,
});

/** For the visitor: the owner's words, and of the visitor's only a name that can't be advertising. */
export const answerLetter = (template: { subject: string; text: string }, person: Mapped): { subject: string; text: string } => {
  const split = splitName(person.name);
  const values = {
    firstName: safeName(person.firstName ?? split.firstName),
    lastName: safeName(person.lastName ?? split.lastName),
    name: safeName(fullName(person)),
  };
  return { subject: merged(template.subject, values), text: merged(template.text, values) };
};

const fullName = ({ name, firstName, lastName }: Mapped): string | undefined => name ?? ([firstName, lastName].filter(Boolean).join(' ') || undefined);

/** Further lines stand further in, so that nothing a visitor writes looks like an answer of its own. */
const indented = (text: string): string => text.replace(/\r\n?|\n/g, '\n    ');

const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
