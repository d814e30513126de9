import { Button } from '@strapi/design-system';
import { useId, type FormEvent } from 'react';
import { consentsContract } from '../../../server/src/consents/contract';
import type { Contact } from '../../../server/src/contacts/contract';
import { useEndpointMutation } from '../kernel/api';
import { useErrorText } from '../kernel/api-error';
import { useDraft } from '../kernel/draft';
import { useAnnounce } from '../kernel/LiveRegion';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Drawer } from '../ui/Drawer';
import { TextAreaField, TextField } from '../ui/Fields';
import { Muted, Stack } from '../ui/Type';

const { endpoints } = consentsContract;

/** For what was agreed to by phone or on paper. */
export const RecordConsentDrawer = ({ contact, onClose }: { contact: Contact; onClose: () => void }) => {
  const text = useText();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const formId = useId();
  const draft = useDraft(endpoints.give.body, { purpose: 'marketing', text: '', note: '' });
  const give = useEndpointMutation(endpoints.give, { invalidates: [endpoints.current, endpoints.history] });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = draft.check();
    if (!body) return;
    give.mutate(
      { params: { id: contact.id }, body },
      {
        onSuccess: () => {
          announce(text('consents.recorded'));
          onClose();
        },
        onError: draft.refuse,
      },
    );
  };

  return (
    <Drawer
      title={text('consents.record')}
      subtitle={contact.name}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={formId} loading={give.isPending}>
            {text('ui.save')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {text('ui.cancel')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Stack $gap={5}>
          <Muted>{text('consents.record.hint')}</Muted>
          {give.error && give.error.fields.length === 0 && <Banner tone="danger">{errorText(give.error)}</Banner>}
          <TextAreaField
            label={text('consents.record.text')}
            hint={text('consents.record.text.hint')}
            isRequired
            value={draft.values.text}
            error={draft.errorOf('text')}
            onChange={(value) => draft.set('text', value)}
          />
          <TextField
            label={text('consents.record.purpose')}
            hint={text('consents.record.purpose.hint')}
            isRequired
            value={draft.values.purpose}
            error={draft.errorOf('purpose')}
            onChange={(value) => draft.set('purpose', value)}
          />
          <TextAreaField
            label={text('consents.record.note')}
            hint={text('consents.record.note.hint')}
            value={draft.values.note}
            error={draft.errorOf('note')}
            onChange={(value) => draft.set('note', value)}
          />
        </Stack>
      </form>
    </Drawer>
  );
};
