import { Button } from '@strapi/design-system';
import { useRef, useState } from 'react';
import { styled } from 'styled-components';
import { leadsContract } from '../../../server/src/leads/contract';
import { processingContract, type SpamOutcome } from '../../../server/src/processing/contract';
import { submissionsContract, type Submission } from '../../../server/src/submissions/contract';
import { useCache, useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useAnnounce } from '../kernel/LiveRegion';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Cluster, Stack } from '../ui/Type';

const { get, list, counts, release, reprocess } = submissionsContract.endpoints;
const { markSpam } = processingContract.endpoints;

const Foot = styled(Stack)`
  width: 100%;
  outline: 0;
`;

/** What may be done to a submission now; the server refuses the rest with a reason, which is shown. */
export const SubmissionActions = ({ submission }: { submission: Submission }) => {
  const text = useText();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const cache = useCache();
  const { can } = useMe();
  const foot = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string>();
  const [outcome, setOutcome] = useState<string>();
  const { id, state, duplicateOf } = submission;
  const params = { id };
  const invalidates = [list, counts];
  const show = (after: Submission) => cache.write(get, { params }, after);
  const releasing = useEndpointMutation(release, { invalidates, onSuccess: show });
  const running = useEndpointMutation(reprocess, { invalidates, onSuccess: show });
  const marking = useEndpointMutation(markSpam, {
    invalidates: [...invalidates, leadsContract.endpoints.list, leadsContract.endpoints.counts],
    onSuccess: ({ submission: after }) => show(after),
  });

  const spamWords = ({ undone, kept }: SpamOutcome) =>
    [text('submissions.spam-marked'), ...undone.map((step) => text(`submissions.undone.${step}`)), ...kept.map((step) => text(`submissions.kept.${step}`))].join(' ');

  const attempt = async <T,>(action: Promise<T>, done: string | ((answer: T) => string)) => {
    setFailure(undefined);
    setOutcome(undefined);
    try {
      const answer = await action;
      const words = typeof done === 'string' ? done : done(answer);
      if (typeof done !== 'string') setOutcome(words);
      announce(words);
      // The button that was pressed is usually gone now; the keyboard stays in the drawer.
      foot.current?.focus();
    } catch (thrown) {
      setFailure(errorText(toApiError(thrown)));
    }
  };

  const isHeld = state === 'quarantined';
  const mayMark = !isHeld && !duplicateOf;
  const mayRun = !isHeld && state !== 'received' && state !== 'pending_confirmation' && !duplicateOf;
  if (!can('submissions.update') || !(isHeld || mayMark || mayRun)) return null;

  return (
    <Foot $gap={3} ref={foot} tabIndex={-1}>
      {failure && <Banner tone="danger">{failure}</Banner>}
      {outcome && <Banner>{outcome}</Banner>}
      <Cluster>
        {isHeld && (
          <Button
            size="S"
            loading={releasing.isPending}
            onClick={() => void attempt(releasing.mutateAsync({ params }), text('submissions.released'))}
          >
            {text('submissions.release')}
          </Button>
        )}
        {mayRun && (
          <Button
            size="S"
            variant={state === 'failed' ? 'default' : 'tertiary'}
            loading={running.isPending}
            onClick={() => void attempt(running.mutateAsync({ params }), text('submissions.running'))}
          >
            {text('submissions.run-again')}
          </Button>
        )}
        {mayMark && (
          <Button size="S" variant="danger-light" loading={marking.isPending} onClick={() => void attempt(marking.mutateAsync({ params }), spamWords)}>
            {text('submissions.mark-spam')}
          </Button>
        )}
      </Cluster>
    </Foot>
  );
};
