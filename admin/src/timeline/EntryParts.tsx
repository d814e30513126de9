import type { TimelineEntry } from '../../../server/src/timeline/contract';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { TextLink } from '../ui/Links';
import { Strong } from '../ui/Type';
import { wordIn } from './entry-detail';

interface EntryProps {
  entry: TimelineEntry;
  /** The record whose timeline this is: it needs no link to itself. */
  recordId: string;
}

export const EntryActor = ({ entry: { actor } }: Pick<EntryProps, 'entry'>) => {
  const text = useText();
  return <Strong>{actor.name ?? text(`timeline.actor.${actor.kind}`)}</Strong>;
};

export const EntryContact = ({ entry: { contact }, recordId }: EntryProps) => {
  const text = useText();
  if (!contact || contact.id === recordId) return <>{text('timeline.a-contact')}</>;
  return <TextLink to={crmPath(`contacts/${contact.id}`)}>{contact.name}</TextLink>;
};

export const EntryCompany = ({ entry: { company }, recordId }: EntryProps) => {
  const text = useText();
  if (!company || company.id === recordId) return <>{text('timeline.a-company')}</>;
  return <TextLink to={crmPath(`companies/${company.id}`)}>{company.name}</TextLink>;
};

export const EntryLead = ({ entry: { subject }, recordId }: EntryProps) => {
  const text = useText();
  const { can } = useMe();
  if (subject?.type !== 'lead' || subject.id === recordId || !can('leads.read')) return <>{text('timeline.a-lead')}</>;
  return <TextLink to={crmPath(`leads/${subject.id}`)}>{text('timeline.a-lead')}</TextLink>;
};

/** The form's name; leads to what was answered. */
export const EntryForm = ({ entry: { detail } }: Pick<EntryProps, 'entry'>) => {
  const text = useText();
  const { can } = useMe();
  const name = wordIn(detail, 'formName') ?? text('timeline.a-form');
  const submissionId = wordIn(detail, 'submissionId');
  if (!submissionId || !can('submissions.read')) return <Strong>{name}</Strong>;
  return <TextLink to={submissionAddress(submissionId)}>{name}</TextLink>;
};

export const submissionAddress = (id: string): string => crmPath(`submissions?peek=${encodeURIComponent(id)}`);
