import type { UseQueryResult } from '@tanstack/react-query';
import type { Health } from '../../../server/src/jobs/contract';
import type { ApiError } from '../kernel/api-error';
import { Card } from '../ui/Card';
import { LoadFailed } from '../ui/LoadFailed';
import { LinesSkeleton } from '../ui/Skeleton';
import { HealthCard } from './HealthCard';
import { QueueTiles } from './QueueTiles';

/** Fails alone: the list below does not depend on it. */
export const QueueHealth = ({ query }: { query: UseQueryResult<Health, ApiError> }) => {
  if (query.data)
    return (
      <>
        <QueueTiles queue={query.data.queue} />
        <HealthCard health={query.data} />
      </>
    );
  return (
    <Card>
      {query.isError ? (
        <LoadFailed isInside error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <LinesSkeleton lines={5} />
      )}
    </Card>
  );
};
