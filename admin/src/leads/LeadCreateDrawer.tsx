import { Button } from '@strapi/design-system';
import { useId, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { leadsContract } from '../../../server/src/leads/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { crmPath } from '../kernel/feature';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Drawer } from '../ui/Drawer';
import { TextAreaField, TextField } from '../ui/Fields';
import { Stack } from '../ui/Type';
import { EMPTY_LEAD, type LeadDraft } from './lead-draft';

const { endpoints } = leadsContract;
const FIELDS = Object.keys(EMPTY_LEAD);

interface LeadCreateDrawerProps {
  /** Lives outside, so that closing by mistake loses nothing. */
  draft: LeadDraft;
  onClose: () => void;
}

/** A lead that somebody met or heard of. A name or an address is enough. */
export const LeadCreateDrawer = ({ draft, onClose }: LeadCreateDrawerProps) => {
  const text = useText();
  const errorText = useErrorText();
  const formId = useId();
  const navigate = useNavigate();
  const create = useEndpointMutation(endpoints.create, {
    invalidates: [endpoints.list, endpoints.counts],
    onSuccess: (lead, _, cache) => cache.write(endpoints.get, { params: { id: lead.id } }, lead),
  });
  const isShownAtField = create.error?.fields.some(({ path }) => FIELDS.includes(path));

  const field = (name: keyof typeof EMPTY_LEAD) => ({
    label: text(`leads.field.${name}`),
    value: draft.values[name],
    onChange: (value: string) => draft.set(name, value),
    error: draft.errorOf(name),
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = draft.check();
    if (!body || create.isPending) return;
    try {
      const lead = await create.mutateAsync({ body });
      draft.reset(EMPTY_LEAD);
      onClose();
      navigate(crmPath(`leads/${lead.id}`));
    } catch (thrown) {
      draft.refuse(toApiError(thrown));
    }
  };

  return (
    <Drawer
      title={text('leads.add')}
      subtitle={text('leads.create.hint')}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={formId} loading={create.isPending}>
            {text('leads.add')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {text('ui.cancel')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)}>
        <Stack>
          {create.error && !isShownAtField && <Banner tone="danger">{errorText(create.error)}</Banner>}
          <TextField {...field('firstName')} autoComplete="off" />
          <TextField {...field('lastName')} autoComplete="off" />
          <TextField {...field('email')} type="email" autoComplete="off" />
          <TextField {...field('phone')} type="tel" autoComplete="off" />
          <TextField {...field('companyName')} autoComplete="off" />
          <TextAreaField {...field('message')} />
        </Stack>
      </form>
    </Drawer>
  );
};
