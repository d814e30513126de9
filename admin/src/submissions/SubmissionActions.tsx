import { Button } from '@strapi/design-system';
import { useRef, useState } from 'react';
import { styled } from 'styled-components';
import { submissionsContract, type Submission } from '../../../server/src/submissions/contract';
import { useCache, useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useAnnounce } from '../kernel/LiveRegion';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Cluster, Stack } from '../ui/Type';

const { get, list, counts, release, reprocess, quarantine } = submissionsContract.endpoints;

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
  const { id, state, result, duplicateOf } = submission;
  const params = { id };
  const shown = {
    invalidates: [list, counts],
    onSuccess: (after: Submission) => cache.write(get, { params }, after),
  };
  const releasing = useEndpointMutation(release, shown);
  const holding = useEndpointMutation(quarantine, shown);
  const running = useEndpointMutation(reprocess, shown);

  const attempt = async (action: Promise<unknown>, done: string) => {
    setFailure(undefined);
    try {
      await action;
      announce(done);
      // The button that was pressed is usually gone now; the keyboard stays in the drawer.
      foot.current?.focus();
    } catch (thrown) {
      setFailure(errorText(toApiError(thrown)));
    }
  };

  const isHeld = state === 'quarantined';
  const mayHold = !isHeld && !result;
  const mayRun = !isHeld && state !== 'received' && !duplicateOf;
  if (!can('submissions.update') || !(isHeld || mayHold || mayRun)) return null;

  return (
    <Foot $gap={3} ref={foot} tabIndex={-1}>
      {failure && <Banner tone="danger">{failure}</Banner>}
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
        {mayHold && (
          <Button
            size="S"
            variant="tertiary"
            loading={holding.isPending}
            onClick={() => void attempt(holding.mutateAsync({ params }), text('submissions.held'))}
          >
            {text('submissions.hold')}
          </Button>
        )}
      </Cluster>
    </Foot>
  );
};
