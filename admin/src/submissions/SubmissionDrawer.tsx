import { IconButton } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';
import { useEffect, useRef, useState } from 'react';
import { leadsContract } from '../../../server/src/leads/contract';
import { submissionsContract, type SubmissionRow } from '../../../server/src/submissions/contract';
import { useCache, useEndpoint } from '../kernel/api';
import { useText } from '../kernel/text';
import { Drawer } from '../ui/Drawer';
import { LoadFailed } from '../ui/LoadFailed';
import { LinesSkeleton } from '../ui/Skeleton';
import { Stack } from '../ui/Type';
import { SubmissionActions } from './SubmissionActions';
import { SubmissionAnswers } from './SubmissionAnswers';
import { SubmissionChips } from './SubmissionChips';
import { SubmissionFacts } from './SubmissionFacts';
import { SubmissionFiles } from './SubmissionFiles';
import { SubmissionVerdict } from './SubmissionVerdict';

const { get, list, counts } = submissionsContract.endpoints;
const ASKED_EVERY_MS = 1_500;

/** Follows one submission while it is being turned into a lead, and then refreshes the lists that show it. */
const useFollowed = (id: string) => {
  const cache = useCache();
  const [isFollowing, setIsFollowing] = useState(false);
  const former = useRef<SubmissionRow['state']>();
  const submission = useEndpoint(get, { params: { id } }, { refetchInterval: isFollowing && ASKED_EVERY_MS });
  const state = submission.data?.state;

  useEffect(() => {
    setIsFollowing(state === 'received');
    if (former.current === 'received' && state && state !== 'received')
      cache.invalidate(list, counts, leadsContract.endpoints.list, leadsContract.endpoints.counts);
    former.current = state;
  }, [cache, state]);

  return submission;
};

interface SubmissionDrawerProps {
  id: string;
  /** The rows behind the drawer, for previous and next. */
  listed: readonly SubmissionRow[];
  onMove: (id: string) => void;
  onClose: () => void;
}

export const SubmissionDrawer = ({ id, listed, onMove, onClose }: SubmissionDrawerProps) => {
  const text = useText();
  const submission = useFollowed(id);
  const at = listed.findIndex((row) => row.id === id);
  const [previous, next] = at < 0 ? [] : [listed[at - 1], listed[at + 1]];
  const { data } = submission;
  const title = data?.name ?? data?.email ?? (data ? text('submissions.anonymous') : text('submissions.peek.title'));

  return (
    <Drawer
      title={title}
      subtitle={data && <SubmissionChips submission={data} />}
      width={640}
      onClose={onClose}
      actions={
        at >= 0 && (
          <>
            <IconButton
              size="S"
              variant="ghost"
              label={text('submissions.peek.previous')}
              disabled={!previous}
              onClick={() => previous && onMove(previous.id)}
            >
              <ChevronLeft />
            </IconButton>
            <IconButton
              size="S"
              variant="ghost"
              label={text('submissions.peek.next')}
              disabled={!next}
              onClick={() => next && onMove(next.id)}
            >
              <ChevronRight />
            </IconButton>
          </>
        )
      }
      footer={data && <SubmissionActions key={id} submission={data} />}
    >
      {submission.isPending && <LinesSkeleton lines={8} />}
      {submission.isError && <LoadFailed isInside error={submission.error} onRetry={() => void submission.refetch()} />}
      {data && (
        <Stack $gap={6}>
          <SubmissionVerdict submission={data} />
          <SubmissionAnswers submission={data} />
          <SubmissionFiles submission={data} />
          <SubmissionFacts submission={data} />
        </Stack>
      )}
    </Drawer>
  );
};
