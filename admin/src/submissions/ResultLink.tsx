import type { SubmissionRow } from '../../../server/src/submissions/contract';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { TextLink } from '../ui/Links';
import { Muted } from '../ui/Type';

/** What a submission became, as a link where the reader may open it. */
export const ResultLink = ({ result }: { result: SubmissionRow['result'] }) => {
  const text = useText();
  const { can } = useMe();
  if (result?.type !== 'lead') return <Muted>{text('submissions.result.none')}</Muted>;
  if (!can('leads.read')) return <Muted>{text('submissions.result.lead')}</Muted>;
  return <TextLink to={crmPath(`leads/${result.id}`)}>{text('submissions.result.lead')}</TextLink>;
};
