import { useState } from 'react';
import { jobsContract, type Job } from '../../../server/src/jobs/contract';
import { useCache, useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useText } from '../kernel/text';
import { useUndo } from '../ui/UndoBar';
import { useJobName } from './job-name';

const { endpoints } = jobsContract;

/** Needs no confirmation: a job is made so that running it again does no harm. */
export const useJobRetry = () => {
  const text = useText();
  const errorText = useErrorText();
  const nameOf = useJobName();
  const tell = useUndo();
  const cache = useCache();
  const [failure, setFailure] = useState<{ jobId: string; words: string }>();
  const mutation = useEndpointMutation(endpoints.retry, { invalidates: [endpoints.list, endpoints.health] });

  const retry = async (job: Job): Promise<boolean> => {
    setFailure(undefined);
    try {
      await mutation.mutateAsync({ params: { id: job.id } });
      tell({ message: text('jobs.retry.done', { name: nameOf(job.type) }) });
      return true;
    } catch (thrown) {
      const error = toApiError(thrown);
      const words = error.status === 409 ? text('jobs.retry.refused') : errorText(error);
      setFailure({ jobId: job.id, words });
      if (error.status === 409) cache.invalidate(endpoints.list, endpoints.health);
      return false;
    }
  };

  return {
    retry,
    retryingId: mutation.isPending ? mutation.variables.params.id : undefined,
    failure,
    forget: () => setFailure(undefined),
  };
};
