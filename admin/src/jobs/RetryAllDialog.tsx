import { jobsContract } from '../../../server/src/jobs/contract';
import { useEndpointMutation } from '../kernel/api';
import { useText } from '../kernel/text';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { useUndo } from '../ui/UndoBar';

const { endpoints } = jobsContract;

export const RetryAllDialog = ({ count, onClose }: { count: number; onClose: () => void }) => {
  const text = useText();
  const tell = useUndo();
  const retryAll = useEndpointMutation(endpoints.retryAllDead, { invalidates: [endpoints.list, endpoints.health] });

  const confirm = async () => {
    const { retried } = await retryAll.mutateAsync({});
    tell({ message: text('jobs.retry-all.done', { count: retried }) });
  };

  return (
    <ConfirmDialog
      title={text('jobs.retry-all.title', { count })}
      confirmLabel={text('jobs.retry-all', { count })}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{text('jobs.retry-all.words')}</p>
    </ConfirmDialog>
  );
};
