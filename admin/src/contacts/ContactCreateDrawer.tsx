import { Button } from '@strapi/design-system';
import { useId, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { companiesContract } from '../../../server/src/companies/contract';
import { contactsContract, LIFECYCLE_STAGES } from '../../../server/src/contacts/contract';
import { reference } from '../../../server/src/kernel/contract';
import { CompanyPicker } from '../companies/CompanyPicker';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { usePlacedError } from '../kernel/placed-error';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Drawer } from '../ui/Drawer';
import { FormField, SelectField, TextField } from '../ui/Fields';
import { LinkLikeButton, TextLink } from '../ui/Links';
import { OwnerPicker, useTeammates } from '../ui/OwnerPicker';
import { TagInput } from '../ui/TagInput';
import { Stack } from '../ui/Type';
import type { ContactDraft } from './contact-draft';

const { endpoints } = contactsContract;
const PLACES = { emails: 'emails.0.value', phones: 'phones.0.value', firstName: 'firstName', ownerId: 'ownerId', companyId: 'companyId' };

interface ContactCreateDrawerProps {
  /** Lives outside, so that closing by mistake loses nothing. */
  draft: ContactDraft;
  onClose: () => void;
}

/** A name or an e-mail address is enough; the rest can wait. */
export const ContactCreateDrawer = ({ draft, onClose }: ContactCreateDrawerProps) => {
  const text = useText();
  const errorText = useErrorText();
  const placed = usePlacedError();
  const formId = useId();
  const navigate = useNavigate();
  const { can } = useMe();
  const teammates = useTeammates();
  const [showsMore, setShowsMore] = useState(false);
  const { values, set, errorOf } = draft;
  const create = useEndpointMutation(endpoints.create, {
    invalidates: [endpoints.list, companiesContract.endpoints.list, companiesContract.endpoints.get],
    onSuccess: (contact, _, cache) => cache.write(endpoints.get, { params: { id: contact.id } }, contact),
  });

  const refused = create.error;
  const existing = refused?.code === 'contact.email-taken' && errorOf(PLACES.emails) ? reference.safeParse(refused.details.contact).data : undefined;
  const isShownAtField = refused !== null && placed(refused, PLACES).fields.length > 0;

  const field = (name: 'firstName' | 'lastName' | 'jobTitle') => ({
    label: text(`contacts.field.${name}`),
    value: values[name],
    onChange: (value: string) => set(name, value),
    error: errorOf(name),
    autoComplete: 'off',
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = draft.check();
    if (!body || create.isPending) return;
    try {
      const contact = await create.mutateAsync({ body });
      draft.reset(draft.blank);
      onClose();
      navigate(crmPath(`contacts/${contact.id}`));
    } catch (thrown) {
      draft.refuse(placed(toApiError(thrown), PLACES));
    }
  };

  return (
    <Drawer
      title={text('contacts.add')}
      subtitle={text('contacts.create.hint')}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={formId} loading={create.isPending}>
            {text('contacts.add')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {text('ui.cancel')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)}>
        <Stack>
          {refused && !isShownAtField && <Banner tone="danger">{errorText(refused)}</Banner>}
          <TextField {...field('firstName')} />
          <TextField {...field('lastName')} />
          <div>
            <TextField
              type="email"
              label={text('contacts.email')}
              value={values.emails}
              onChange={(value) => set('emails', value)}
              error={errorOf(PLACES.emails)}
              autoComplete="off"
            />
            {existing && <TextLink to={crmPath(`contacts/${existing.id}`)}>{text('contacts.create.open', { name: existing.name })}</TextLink>}
          </div>
          <TextField
            type="tel"
            label={text('contacts.phone')}
            value={values.phones}
            onChange={(value) => set('phones', value)}
            error={errorOf(PLACES.phones)}
            autoComplete="off"
          />
          {can('companies.read') && (
            <FormField label={text('contacts.company')} error={errorOf(PLACES.companyId)}>
              <CompanyPicker label={text('contacts.company')} company={values.company} onChange={(company) => set('company', company)} />
            </FormField>
          )}
          {!showsMore && (
            <div>
              <LinkLikeButton aria-expanded={false} onClick={() => setShowsMore(true)}>
                {text('contacts.create.more')}
              </LinkLikeButton>
            </div>
          )}
          {showsMore && (
            <>
              <TextField {...field('jobTitle')} />
              <SelectField
                label={text('contacts.lifecycleStage')}
                value={values.lifecycleStage}
                onChange={(stage) => set('lifecycleStage', stage)}
                options={LIFECYCLE_STAGES.map((value) => ({ value, label: text(`contacts.lifecycleStage.${value}`) }))}
              />
              <FormField label={text('contacts.owner')} error={errorOf(PLACES.ownerId)}>
                <OwnerPicker
                  label={text('contacts.owner')}
                  owner={values.owner}
                  onChange={(id) => set('owner', teammates.find((one) => one.id === id) ?? null)}
                />
              </FormField>
              <FormField label={text('contacts.tags')}>
                <TagInput label={text('contacts.tags')} value={values.tags} onChange={(tags) => set('tags', tags)} />
              </FormField>
            </>
          )}
        </Stack>
      </form>
    </Drawer>
  );
};
