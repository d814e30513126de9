import { Button } from '@strapi/design-system';
import { useId, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { COMPANY_TYPES, companiesContract } from '../../../server/src/companies/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { crmPath } from '../kernel/feature';
import { usePlacedError } from '../kernel/placed-error';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Drawer } from '../ui/Drawer';
import { FormField, SelectField, TextField } from '../ui/Fields';
import { LinkLikeButton } from '../ui/Links';
import { OwnerPicker, useTeammates } from '../ui/OwnerPicker';
import { TagInput } from '../ui/TagInput';
import { Stack } from '../ui/Type';
import type { CompanyDraft } from './company-draft';

const { endpoints } = companiesContract;
const PLACES = { name: 'name', domains: 'domains', ownerId: 'ownerId' };

interface CompanyCreateDrawerProps {
  /** Lives outside, so that closing by mistake loses nothing. */
  draft: CompanyDraft;
  onClose: () => void;
}

export const CompanyCreateDrawer = ({ draft, onClose }: CompanyCreateDrawerProps) => {
  const text = useText();
  const errorText = useErrorText();
  const placed = usePlacedError();
  const formId = useId();
  const navigate = useNavigate();
  const teammates = useTeammates();
  const [showsMore, setShowsMore] = useState(false);
  const { values, set, errorOf } = draft;
  const create = useEndpointMutation(endpoints.create, {
    invalidates: [endpoints.list],
    onSuccess: (company, _, cache) => cache.write(endpoints.get, { params: { id: company.id } }, company),
  });
  const refused = create.error;
  const isShownAtField = refused !== null && placed(refused, PLACES).fields.length > 0;
  const domainError = draft.errors.find(({ path }) => path.startsWith('domains'))?.message;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = draft.check();
    if (!body || create.isPending) return;
    try {
      const company = await create.mutateAsync({ body });
      draft.reset(draft.blank);
      onClose();
      navigate(crmPath(`companies/${company.id}`));
    } catch (thrown) {
      draft.refuse(placed(toApiError(thrown), PLACES));
    }
  };

  return (
    <Drawer
      title={text('companies.add')}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={formId} loading={create.isPending}>
            {text('companies.add')}
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
          <TextField isRequired label={text('companies.name')} value={values.name} onChange={(name) => set('name', name)} error={errorOf('name')} autoComplete="off" />
          <TextField
            label={text('companies.domain')}
            hint={text('companies.domain.hint')}
            value={values.domains}
            onChange={(domains) => set('domains', domains)}
            error={domainError}
            autoComplete="off"
          />
          <SelectField
            label={text('companies.type')}
            value={values.type}
            onChange={(type) => set('type', type)}
            options={COMPANY_TYPES.map((value) => ({ value, label: text(`companies.type.${value}`) }))}
          />
          {!showsMore && (
            <div>
              <LinkLikeButton aria-expanded={false} onClick={() => setShowsMore(true)}>
                {text('companies.create.more')}
              </LinkLikeButton>
            </div>
          )}
          {showsMore && (
            <>
              <TextField label={text('companies.industry')} value={values.industry} onChange={(industry) => set('industry', industry)} error={errorOf('industry')} />
              <TextField type="tel" label={text('companies.phone')} value={values.phone} onChange={(phone) => set('phone', phone)} error={errorOf('phone')} autoComplete="off" />
              <FormField label={text('companies.owner')} error={errorOf('ownerId')}>
                <OwnerPicker
                  label={text('companies.owner')}
                  owner={values.owner}
                  onChange={(id) => set('owner', teammates.find((one) => one.id === id) ?? null)}
                />
              </FormField>
              <FormField label={text('companies.tags')}>
                <TagInput label={text('companies.tags')} value={values.tags} onChange={(tags) => set('tags', tags)} />
              </FormField>
            </>
          )}
        </Stack>
      </form>
    </Drawer>
  );
};
