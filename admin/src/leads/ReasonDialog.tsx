import { Button } from '@strapi/design-system';
import { useState } from 'react';
import { useText } from '../kernel/text';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { TextAreaField } from '../ui/Fields';
import { Cluster } from '../ui/Type';
import type { BinnedStatus } from './lead-status';

const USUAL_REASONS = {
  unqualified: ['budget', 'fit', 'timing', 'region', 'silence'],
  junk: ['spam', 'selling', 'fake'],
} as const satisfies Record<BinnedStatus, readonly string[]>;
const MAX_LENGTH = 500;

interface ReasonDialogProps {
  status: BinnedStatus;
  name: string;
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks why a lead is put aside: a usual reason by one click, or one's own words. */
export const ReasonDialog = ({ status, name, onConfirm, onClose }: ReasonDialogProps) => {
  const text = useText();
  const [reason, setReason] = useState('');
  const usual = USUAL_REASONS[status].map((key) => text(`leads.reason.${key}`));

  return (
    <ConfirmDialog
      title={text(`leads.reason.title.${status}`, { name })}
      confirmLabel={text(`leads.move.${status}`)}
      isConfirmDisabled={reason.trim() === ''}
      onConfirm={() => onConfirm(reason.trim().slice(0, MAX_LENGTH))}
      onClose={onClose}
    >
      <p>{text(`leads.reason.words.${status}`)}</p>
      <Cluster role="group" aria-label={text('leads.reason.usual')}>
        {usual.map((words) => (
          <Button key={words} variant="tertiary" size="S" aria-pressed={words === reason} onClick={() => setReason(words)}>
            {words}
          </Button>
        ))}
      </Cluster>
      <TextAreaField label={text('leads.reason.label')} isRequired value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
};
