import { useState } from 'react';
import { jobsContract, type Job } from '../../../server/src/jobs/contract';
import { useEndpointMutation } from '../kernel/api';
import { useText } from '../kernel/text';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { TextAreaField } from '../ui/Fields';
import { useUndo } from '../ui/UndoBar';
import { useJobName } from './job-name';

const { endpoints } = jobsContract;

interface DiscardDialogProps {
  job: Job;
  onDone: () => void;
  onClose: () => void;
}

export const DiscardDialog = ({ job, onDone, onClose }: DiscardDialogProps) => {
  const text = useText();
  const name = useJobName()(job.type);
  const tell = useUndo();
  const [reason, setReason] = useState('');
  const discard = useEndpointMutation(endpoints.discard, { invalidates: [endpoints.list, endpoints.health] });
  const isBlank = reason.trim() === '';
  const isValid = endpoints.discard.body.safeParse({ reason }).success;

  const confirm = async () => {
    await discard.mutateAsync({ params: { id: job.id }, body: { reason } });
    tell({ message: text('jobs.discard.done', { name }) });
    onDone();
  };

  return (
    <ConfirmDialog
      isDanger
      title={text('jobs.discard.title', { name })}
      confirmLabel={text('jobs.discard')}
      isConfirmDisabled={!isValid}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{text('jobs.discard.words')}</p>
      <TextAreaField
        isRequired
        label={text('jobs.discard.reason')}
        hint={text('jobs.discard.reason-hint')}
        error={!isValid && !isBlank ? text('jobs.discard.reason-long') : undefined}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
};
