import { styled } from 'styled-components';
import type { SubmissionRow } from '../../../server/src/submissions/contract';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import { ellipsis, type Tone } from '../ui/styles';
import { Cluster } from '../ui/Type';
import { useStateWords } from './reasons';

const TONES: Record<SubmissionRow['state'], Tone> = {
  received: 'primary',
  processed: 'success',
  quarantined: 'warning',
  pending_confirmation: 'secondary',
  failed: 'danger',
};

const Words = styled.span`
  ${ellipsis}
`;

/** The state with its reason, and what else one must know before taking it at face value. */
export const SubmissionChips = ({ submission }: { submission: SubmissionRow }) => {
  const text = useText();
  const stateWords = useStateWords();
  const { state, isTest, isSample, duplicateOf } = submission;
  return (
    <Cluster $gap={1}>
      <Chip tone={TONES[state]} isHollow={state === 'received' || state === 'pending_confirmation'}>
        <Words>{stateWords(submission)}</Words>
      </Chip>
      {isTest && <Chip>{text('submissions.test')}</Chip>}
      {isSample && <Chip>{text('submissions.sample')}</Chip>}
      {duplicateOf && <Chip>{text('submissions.duplicate')}</Chip>}
    </Cluster>
  );
};
