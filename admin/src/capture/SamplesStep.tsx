import { Button } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useState } from 'react';
import { captureContract, type SetupStatus } from '../../../server/src/capture/contract';
import { companiesContract } from '../../../server/src/companies/contract';
import { contactsContract } from '../../../server/src/contacts/contract';
import { leadsContract } from '../../../server/src/leads/contract';
import { settingsContract } from '../../../server/src/settings/contract';
import { submissionsContract } from '../../../server/src/submissions/contract';
import { useEndpointMutation } from '../kernel/api';
import { crmPath } from '../kernel/feature';
import { Text, useText } from '../kernel/text';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { TextLink } from '../ui/Links';
import { Muted } from '../ui/Type';
import { useUndo } from '../ui/UndoBar';
import { SetupTask } from './SetupTask';

const SHOW_SAMPLES = [
  captureContract.endpoints.setup,
  settingsContract.endpoints.me,
  contactsContract.endpoints.list,
  companiesContract.endpoints.list,
  leadsContract.endpoints.list,
  leadsContract.endpoints.counts,
  submissionsContract.endpoints.list,
  submissionsContract.endpoints.counts,
];

export const SamplesStep = ({ status: { sampleRecords: count } }: { status: SetupStatus }) => {
  const text = useText();
  const tell = useUndo();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useEndpointMutation(settingsContract.endpoints.removeSampleData, { invalidates: SHOW_SAMPLES });

  const confirm = async () => {
    const { removed } = await remove.mutateAsync({});
    tell({ message: text('capture.samples.removed', { count: removed }) });
  };

  return (
    <>
      {count > 0 ? (
        <SetupTask title={text('capture.samples.some', { count })} words={text('capture.samples.words')}>
          <div>
            <Button size="S" variant="danger-light" startIcon={<Trash />} onClick={() => setIsAsking(true)}>
              {text('capture.samples.remove')}
            </Button>
          </div>
        </SetupTask>
      ) : (
        <Muted as="p">
          <Text id="capture.samples.none" values={{ link: (words) => <TextLink to={crmPath('contacts')}>{words}</TextLink> }} />
        </Muted>
      )}
      {isAsking && (
        <ConfirmDialog
          isDanger
          title={text('capture.samples.confirm', { count })}
          confirmLabel={text('capture.samples.remove')}
          onConfirm={confirm}
          onClose={() => setIsAsking(false)}
        >
          <p>{text('capture.samples.confirm-words')}</p>
        </ConfirmDialog>
      )}
    </>
  );
};
