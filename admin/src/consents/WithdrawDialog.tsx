import { useState } from 'react';
import { consentsContract } from '../../../server/src/consents/contract';
import type { Contact } from '../../../server/src/contacts/contract';
import { useEndpointMutation } from '../kernel/api';
import { useAnnounce } from '../kernel/LiveRegion';
import { useText } from '../kernel/text';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { TextAreaField } from '../ui/Fields';
import { usePurposeName } from './consent-words';

const { endpoints } = consentsContract;
const MAX_LENGTH = 1000;

interface WithdrawDialogProps {
  contact: Contact;
  purpose: string;
  onClose: () => void;
}

export const WithdrawDialog = ({ contact, purpose, onClose }: WithdrawDialogProps) => {
  const text = useText();
  const announce = useAnnounce();
  const name = usePurposeName()(purpose);
  const [reason, setReason] = useState('');
  const withdraw = useEndpointMutation(endpoints.withdraw, { invalidates: [endpoints.current, endpoints.history] });

  const confirm = async () => {
    await withdraw.mutateAsync({ params: { id: contact.id }, body: { purpose, note: reason.slice(0, MAX_LENGTH) } });
    announce(text('consents.withdrawn', { purpose: name }));
  };

  return (
    <ConfirmDialog title={text('consents.withdraw.title', { purpose: name })} confirmLabel={text('consents.withdraw')} onConfirm={confirm} onClose={onClose} isDanger>
      <p>{text('consents.withdraw.words')}</p>
      <TextAreaField label={text('consents.withdraw.reason')} value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
};
