import { Button } from '@strapi/design-system';
import { PaperPlane } from '@strapi/icons';
import { useState } from 'react';
import { mailContract, type MailSettings } from '../../../server/src/mail/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useDraft } from '../kernel/draft';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { TextField } from '../ui/Fields';
import { Cluster, Muted, Stack } from '../ui/Type';
import { useUndo } from '../ui/UndoBar';

const { endpoints } = mailContract;

const typed = ({ sender: { name, address } }: MailSettings) => ({ name: name ?? '', address: address ?? '' });

export const SenderCard = ({ saved }: { saved: MailSettings }) => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const { can } = useMe();
  const mayChange = can('settings.update');
  const [failure, setFailure] = useState<string>();
  const draft = useDraft(endpoints.updateSettings.body, typed(saved));
  const update = useEndpointMutation(endpoints.updateSettings, { onSuccess: (answer, _request, cache) => cache.write(endpoints.settings, {}, answer) });
  const test = useEndpointMutation(endpoints.sendTest);

  const told = async (work: () => Promise<void>) => {
    setFailure(undefined);
    try {
      await work();
    } catch (thrown) {
      const error = toApiError(thrown);
      draft.refuse(error);
      if (error.fields.length === 0) setFailure(errorText(error));
    }
  };
  const save = () =>
    told(async () => {
      const values = draft.check();
      if (!values) return;
      draft.reset(typed(await update.mutateAsync({ body: values })));
      tell({ message: text('mail.sender.saved') });
    });
  const sendTest = () =>
    told(async () => {
      const { to } = await test.mutateAsync({});
      tell({ message: text('mail.test.sent', { to }) });
    });

  return (
    <Card
      title={text('mail.sender')}
      actions={
        mayChange && (
          <Button size="S" variant="tertiary" startIcon={<PaperPlane />} disabled={draft.isDirty || !saved.capabilities.isConfigured} loading={test.isPending} onClick={() => void sendTest()}>
            {text('mail.test')}
          </Button>
        )
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack $gap={5}>
          {failure && <Banner tone="danger">{failure}</Banner>}
          <TextField
            label={text('mail.sender.name')}
            hint={text('mail.sender.name-hint')}
            error={draft.errorOf('name')}
            value={draft.values.name}
            onChange={(name) => draft.set('name', name)}
            disabled={!mayChange}
          />
          <TextField
            type="email"
            label={text('mail.sender.address')}
            hint={text('mail.sender.address-hint')}
            error={draft.errorOf('address')}
            value={draft.values.address}
            onChange={(address) => draft.set('address', address)}
            disabled={!mayChange}
          />
          {saved.from && <Muted>{text('mail.sender.shown', { from: saved.from })}</Muted>}
          {mayChange && (
            <Cluster $gap={3}>
              <Button type="submit" disabled={!draft.isDirty} loading={update.isPending}>
                {text('mail.sender.save')}
              </Button>
              {draft.isDirty && (
                <>
                  <Button variant="tertiary" onClick={() => draft.reset(typed(saved))}>
                    {text('mail.sender.discard')}
                  </Button>
                  <Muted role="status">{text('mail.sender.unsaved')}</Muted>
                </>
              )}
            </Cluster>
          )}
        </Stack>
      </form>
    </Card>
  );
};
