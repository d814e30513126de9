import { Button } from '@strapi/design-system';
import { useState } from 'react';
import { captureContract } from '../../../server/src/capture/contract';
import { contactsContract } from '../../../server/src/contacts/contract';
import type { Form } from '../../../server/src/forms/contract';
import { processingContract } from '../../../server/src/processing/contract';
import { submissionsContract } from '../../../server/src/submissions/contract';
import { useEndpointMutation } from '../kernel/api';
import { useAnnounce } from '../kernel/LiveRegion';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Small } from '../ui/Type';
import { LEAD_LISTS } from './test-run';

const { list, counts } = submissionsContract.endpoints;

/** Takes every trace of trying a form out away again. */
export const PurgeTests = ({ form }: { form: Pick<Form, 'id' | 'name'> }) => {
  const text = useText();
  const announce = useAnnounce();
  const { can } = useMe();
  const [isAsking, setIsAsking] = useState(false);
  const [removed, setRemoved] = useState<number>();
  const purge = useEndpointMutation(processingContract.endpoints.purgeTests, {
    invalidates: [list, counts, captureContract.endpoints.setup, contactsContract.endpoints.list, ...LEAD_LISTS],
  });
  if (!can('forms.publish')) return null;

  const remove = async () => {
    const answer = await purge.mutateAsync({ params: { id: form.id } });
    setRemoved(answer.removed);
    announce(text('forms.test.purged', { count: answer.removed }));
  };

  return (
    <>
      <Button size="S" variant="tertiary" onClick={() => setIsAsking(true)}>
        {text('forms.test.purge')}
      </Button>
      {removed !== undefined && <Small>{text('forms.test.purged', { count: removed })}</Small>}
      {isAsking && (
        <ConfirmDialog title={text('forms.test.purge.title', { name: form.name })} confirmLabel={text('forms.test.purge')} isDanger onConfirm={remove} onClose={() => setIsAsking(false)}>
          <p>{text('forms.test.purge.words')}</p>
        </ConfirmDialog>
      )}
    </>
  );
};
