import { Button } from '@strapi/design-system';
import { useId, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { captureContract } from '../../../server/src/capture/contract';
import { formsContract } from '../../../server/src/forms/contract';
import { useEndpointMutation } from '../kernel/api';
import { ApiError, toApiError, useErrorText } from '../kernel/api-error';
import { useDraft } from '../kernel/draft';
import { crmPath } from '../kernel/feature';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Drawer } from '../ui/Drawer';
import { TextField } from '../ui/Fields';
import { Muted, Stack } from '../ui/Type';
import { slugFromName, starterFields } from './starter-fields';

const { listForms, createForm } = formsContract.endpoints;

export const NewFormDrawer = ({ onClose }: { onClose: () => void }) => {
  const text = useText();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const formId = useId();
  const [isSlugTyped, setIsSlugTyped] = useState(false);
  const [failure, setFailure] = useState<string>();
  const create = useEndpointMutation(createForm, { invalidates: [listForms, captureContract.endpoints.setup] });
  const draft = useDraft(createForm.body, {
    name: '',
    slug: '',
    fields: starterFields(text),
    thankYou: text('forms.starter.thank-you'),
  });

  const setName = (name: string) => {
    draft.set('name', name);
    if (!isSlugTyped) draft.set('slug', slugFromName(name));
  };

  const refuse = (error: ApiError) => {
    const words = errorText(error);
    if (error.code === 'form.slug-taken') draft.refuse(new ApiError(words, { status: 409, details: { errors: [{ path: ['slug'], message: words }] } }));
    else if (error.fields.length > 0) draft.refuse(error);
    else setFailure(words);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(undefined);
    const body = draft.check();
    if (!body) return;
    try {
      const created = await create.mutateAsync({ body });
      navigate(crmPath(`forms/${created.id}`));
    } catch (thrown) {
      refuse(toApiError(thrown));
    }
  };

  return (
    <Drawer
      title={text('forms.create.title')}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={formId} loading={create.isPending}>
            {text('forms.create.action')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {text('ui.cancel')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)}>
        <Stack>
          {failure && <Banner tone="danger">{failure}</Banner>}
          <TextField
            label={text('forms.name')}
            hint={text('forms.name.hint')}
            error={draft.errorOf('name')}
            isRequired
            value={draft.values.name}
            onChange={setName}
          />
          <TextField
            label={text('forms.slug')}
            hint={text('forms.slug.hint')}
            error={draft.errorOf('slug')}
            isRequired
            value={draft.values.slug}
            onChange={(slug) => {
              setIsSlugTyped(slug !== '');
              draft.set('slug', slug);
            }}
          />
          <Muted as="p">{text('forms.create.words')}</Muted>
        </Stack>
      </form>
    </Drawer>
  );
};
