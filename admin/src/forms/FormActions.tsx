import { Button } from '@strapi/design-system';
import { Eye } from '@strapi/icons';
import { useState } from 'react';
import { captureContract } from '../../../server/src/capture/contract';
import { formsContract, type Form } from '../../../server/src/forms/contract';
import { useCache, useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useAnnounce } from '../kernel/LiveRegion';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { MoreMenu, type MenuAction } from '../ui/MoreMenu';
import type { FormDraft } from './form-draft';
import { FormPreview } from './FormPreview';

const { listForms, getForm, publishForm, unpublishForm } = formsContract.endpoints;

/** Preview, save, publish, and the rest behind the menu. What can be done next is the filled one. */
export const FormActions = ({ form, draft }: { form: Form; draft: FormDraft }) => {
  const text = useText();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const { can } = useMe();
  const cache = useCache();
  const [isAsking, setIsAsking] = useState(false);
  const [isPreviewing, setIsPreviewing] = useState(false);
  const params = { id: form.id };
  const shownEverywhere = {
    invalidates: [listForms, captureContract.endpoints.setup],
    onSuccess: (answer: Form) => cache.write(getForm, { params }, answer),
  };
  const publish = useEndpointMutation(publishForm, shownEverywhere);
  const unpublish = useEndpointMutation(unpublishForm, shownEverywhere);
  const version = draft.nextVersion;
  const mayPublish = can('forms.publish') && (!draft.isDirty || can('forms.update'));

  const goLive = async () => {
    draft.fail(undefined);
    if (draft.isDirty && !(await draft.save())) return;
    try {
      const live = await publish.mutateAsync({ params });
      announce(text('forms.published', { version: live.publishedVersion ?? version }));
    } catch (thrown) {
      draft.fail(errorText(toApiError(thrown)));
    }
  };

  const takeOffline = async () => {
    await unpublish.mutateAsync({ params });
    announce(text('forms.unpublished'));
  };

  const actions: MenuAction[] = [
    ...(draft.isDirty ? [{ label: text('forms.discard'), onSelect: draft.discard }] : []),
    ...(can('forms.publish') && form.state === 'published'
      ? [{ label: text('forms.unpublish'), isDanger: true, onSelect: () => setIsAsking(true) }]
      : []),
  ];

  return (
    <>
      <Button size="S" variant="tertiary" startIcon={<Eye />} onClick={() => setIsPreviewing(true)}>
        {text('forms.preview')}
      </Button>
      {mayPublish && draft.canPublish && (
        <Button size="S" variant={draft.isDirty ? 'secondary' : 'default'} loading={publish.isPending} onClick={() => void goLive()}>
          {text(draft.isDirty ? 'forms.save-and-publish' : 'forms.publish', { version })}
        </Button>
      )}
      {draft.isDirty && (
        <Button size="S" loading={draft.isSaving} onClick={() => void draft.save()}>
          {text('forms.save')}
        </Button>
      )}
      <MoreMenu label={text('forms.more', { name: form.name })} actions={actions} />
      {isPreviewing && <FormPreview fields={draft.values.fields} thankYou={draft.values.thankYou} onClose={() => setIsPreviewing(false)} />}
      {isAsking && (
        <ConfirmDialog
          title={text('forms.unpublish.title', { name: form.name })}
          confirmLabel={text('forms.unpublish')}
          isDanger
          onConfirm={takeOffline}
          onClose={() => setIsAsking(false)}
        >
          <p>{text('forms.unpublish.words')}</p>
        </ConfirmDialog>
      )}
    </>
  );
};
