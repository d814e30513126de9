import { useLocation } from 'react-router-dom';
import type { Submission } from '../../../server/src/submissions/contract';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { TextLink } from '../ui/Links';
import { withPeek } from './peek-address';
import { useReasonWords } from './reasons';

/** Why this submission did not simply become a lead. Nothing is said of one that did. */
export const SubmissionVerdict = ({ submission }: { submission: Submission }) => {
  const text = useText();
  const reasonWords = useReasonWords();
  const location = useLocation();
  const { state, reasons, failure, duplicateOf } = submission;

  if (duplicateOf)
    return (
      <Banner
        actions={
          <TextLink to={withPeek(location.search, duplicateOf)} state={location.state}>
            {text('submissions.why.duplicate-link')}
          </TextLink>
        }
      >
        {text('submissions.why.duplicate')}
      </Banner>
    );
  if (state === 'failed')
    return (
      <Banner tone="danger" title={text('submissions.why.failed')}>
        {failure}
      </Banner>
    );
  if (state === 'received') return <Banner>{text('submissions.why.waiting')}</Banner>;
  if (state !== 'quarantined') return null;

  return (
    <Banner tone="warning" title={text('submissions.why.held')}>
      <ul>
        {reasons.map(({ reason, points }) => (
          <li key={reason}>{text('submissions.reason-points', { reason: reasonWords(reason), points })}</li>
        ))}
      </ul>
      <p>{text('submissions.why.held-words')}</p>
    </Banner>
  );
};
