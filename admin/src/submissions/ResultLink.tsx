import type { SubmissionRow } from '../../../server/src/submissions/contract';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { TextLink } from '../ui/Links';
import { Muted } from '../ui/Type';

const PLACES = { lead: { path: 'leads', permission: 'leads.read' }, contact: { path: 'contacts', permission: 'contacts.read' } } as const;

/** What a submission became, as a link where the reader may open it. */
export const ResultLink = ({ result }: { result: SubmissionRow['result'] }) => {
  const text = useText();
  const { can } = useMe();
  if (result?.type !== 'lead' && result?.type !== 'contact') return <Muted>{text('submissions.result.none')}</Muted>;
  const { path, permission } = PLACES[result.type];
  const label = text(`submissions.result.${result.type}`);
  return can(permission) ? <TextLink to={crmPath(`${path}/${result.id}`)}>{label}</TextLink> : <Muted>{label}</Muted>;
};
