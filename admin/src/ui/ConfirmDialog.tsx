import { Button, Dialog } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useState, type ReactNode } from 'react';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useText } from '../kernel/text';
import { Banner } from './Banner';
import { Stack } from './Type';

interface ConfirmDialogProps {
  /** A question with the number in it: “Delete 12 leads?” */
  title: string;
  /** What happens, and whether it can be taken back. */
  children: ReactNode;
  /** The verb, as on the button that opened this. */
  confirmLabel: string;
  /** Rejects to keep the dialog open with the reason in it. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  isDanger?: boolean;
  isConfirmDisabled?: boolean;
}

/** Rendered while open. For what cannot be undone, or needs a reason; everything else gets the undo bar. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { title, children, confirmLabel, onConfirm, onClose, isDanger = false, isConfirmDisabled } = props;
  const text = useText();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string>();

  const confirm = async () => {
    setIsBusy(true);
    setFailure(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (thrown) {
      setFailure(errorText(toApiError(thrown)));
      setIsBusy(false);
    }
  };

  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Content>
        <Dialog.Header>{title}</Dialog.Header>
        <Dialog.Body icon={isDanger ? <WarningCircle fill="danger600" /> : undefined}>
          <Stack style={{ width: '100%' }}>
            {children}
            {failure && <Banner tone="danger">{failure}</Banner>}
          </Stack>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {text('ui.cancel')}
            </Button>
          </Dialog.Cancel>
          <Button
            fullWidth
            variant={isDanger ? 'danger' : 'default'}
            loading={isBusy}
            disabled={isConfirmDisabled}
            onClick={() => void confirm()}
          >
            {confirmLabel}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
