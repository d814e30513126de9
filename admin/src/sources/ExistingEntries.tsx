import { Button } from '@strapi/design-system';
import { useId, useState } from 'react';
import { styled } from 'styled-components';
import { processingContract } from '../../../server/src/processing/contract';
import { sourcesContract, type Source, type SourceRun } from '../../../server/src/sources/contract';
import { useEndpoint, useEndpointMutation } from '../kernel/api';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { LoadFailed } from '../ui/LoadFailed';
import { RelativeTime } from '../ui/RelativeTime';
import { LinesSkeleton } from '../ui/Skeleton';
import { Cluster, Muted, Small, Stack } from '../ui/Type';
import { EntrySample } from './EntrySample';

const { preview, runs, backfill, list } = sourcesContract.endpoints;
const { undoRun } = processingContract.endpoints;
const ASKED_EVERY_MS = 2_000;
const COUNTED_UP_TO = 1_000;

const Title = styled.h3`
  font-size: 1.4rem;
  line-height: 1.43;
  font-weight: 600;
`;

const Run = styled.li`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 0.8rem;
  min-height: 3.2rem;
  font-size: 1.4rem;
`;

const isUnderWay = ({ state }: SourceRun): boolean => state === 'running' || state === 'undoing';

/** Entries that were there before the source: looked at first, brought in on purpose, and taken back if that was wrong. */
export const ExistingEntries = ({ source }: { source: Source }) => {
  const text = useText();
  const { can } = useMe();
  const { number } = useFormat();
  const titleId = useId();
  const params = { id: source.id };
  const [isLooking, setIsLooking] = useState(false);
  const [asking, setAsking] = useState<'backfill' | SourceRun>();
  const [isFollowing, setIsFollowing] = useState(false);
  const sample = useEndpoint(preview, { params }, { enabled: isLooking });
  const history = useEndpoint(runs, { params }, { refetchInterval: isFollowing && ASKED_EVERY_MS });
  const starting = useEndpointMutation(backfill, { invalidates: [runs, list] });
  const undoing = useEndpointMutation(undoRun, { invalidates: [runs, list, preview] });

  const results = history.data?.results ?? [];
  const isBusy = results.some(isUnderWay);
  if (isBusy !== isFollowing) setIsFollowing(isBusy);
  const total = sample.data && (sample.data.total === null ? `${number(COUNTED_UP_TO)}+` : number(sample.data.total));

  return (
    <Stack as="section" $gap={3} aria-labelledby={titleId}>
      <div>
        <Title id={titleId}>{text('sources.existing')}</Title>
        <Small as="p">{text('sources.existing-hint')}</Small>
      </div>
      {can('sources.update') && (
        <Cluster>
          <Button size="S" variant="tertiary" onClick={() => (isLooking ? void sample.refetch() : setIsLooking(true))} loading={isLooking && sample.isFetching}>
            {text('sources.preview')}
          </Button>
          <Button size="S" variant="secondary" disabled={isBusy} onClick={() => setAsking('backfill')}>
            {text('sources.backfill')}
          </Button>
        </Cluster>
      )}
      {isLooking && sample.isPending && <LinesSkeleton lines={4} />}
      {isLooking && sample.isError && <LoadFailed isInside error={sample.error} onRetry={() => void sample.refetch()} />}
      {sample.data && (
        <>
          <Muted>{text('sources.preview.total', { total: total ?? '' })}</Muted>
          <EntrySample sample={sample.data.sample} />
        </>
      )}
      {history.isError && <LoadFailed isInside error={history.error} onRetry={() => void history.refetch()} />}
      <ul>
        {results.map((run) => (
          <Run key={run.id}>
            <span>
              {text(`sources.run.${run.state}`, { seen: run.seen, captured: run.captured, skipped: run.skipped })} <RelativeTime at={run.startedAt} />
            </span>
            {can('sources.update') && (run.state === 'done' || run.state === 'failed') && run.captured > 0 && (
              <Button size="S" variant="ghost" onClick={() => setAsking(run)}>
                {text('sources.undo')}
              </Button>
            )}
          </Run>
        ))}
      </ul>
      {asking === 'backfill' && (
        <ConfirmDialog title={text('sources.backfill.title')} confirmLabel={text('sources.backfill')} onConfirm={() => starting.mutateAsync({ params })} onClose={() => setAsking(undefined)}>
          {text('sources.backfill.words')}
        </ConfirmDialog>
      )}
      {asking && asking !== 'backfill' && (
        <ConfirmDialog
          isDanger
          title={text('sources.undo.title', { count: asking.captured })}
          confirmLabel={text('sources.undo')}
          onConfirm={() => undoing.mutateAsync({ params: { id: asking.id } })}
          onClose={() => setAsking(undefined)}
        >
          {text('sources.undo.words')}
        </ConfirmDialog>
      )}
    </Stack>
  );
};
