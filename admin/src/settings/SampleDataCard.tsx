import { Button } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useState } from 'react';
import { settingsContract } from '../../../server/src/settings/contract';
import { useEndpointMutation } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Cluster, Muted } from '../ui/Type';
import { useUndo } from '../ui/UndoBar';

const { endpoints } = settingsContract;

export const SampleDataCard = () => {
  const text = useText();
  const tell = useUndo();
  const { sampleRecords: count, can } = useMe();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useEndpointMutation(endpoints.removeSampleData, { invalidates: [endpoints.me] });

  const confirm = async () => {
    const { removed } = await remove.mutateAsync({});
    tell({ message: text('settings.samples.removed', { count: removed }) });
  };

  return (
    <Card title={text('settings.samples.title')}>
      <Cluster style={{ justifyContent: 'space-between', fontSize: '1.4rem' }}>
        <Muted>{count === 0 ? text('settings.samples.none') : text('settings.samples.some', { count })}</Muted>
        {count > 0 && can('settings.update') && (
          <Button variant="danger-light" size="S" startIcon={<Trash />} onClick={() => setIsAsking(true)}>
            {text('settings.samples.remove')}
          </Button>
        )}
      </Cluster>
      {isAsking && (
        <ConfirmDialog
          isDanger
          title={text('settings.samples.confirm', { count })}
          confirmLabel={text('settings.samples.remove')}
          onConfirm={confirm}
          onClose={() => setIsAsking(false)}
        >
          <p>{text('settings.samples.words')}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
};
