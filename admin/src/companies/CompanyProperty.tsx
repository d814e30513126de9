import { IconButton } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useState, type KeyboardEvent } from 'react';
import { styled } from 'styled-components';
import type { Reference } from '../../../server/src/kernel/contract';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { EditableProperty } from '../ui/EditableProperty';
import { useInlineSave } from '../ui/inline-save';
import { TextLink } from '../ui/Links';
import { PropertyRow } from '../ui/PropertyList';
import { CompanyPicker } from './CompanyPicker';

const Picking = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  align-items: center;
  gap: 0.4rem;
`;

interface CompanyPropertyProps {
  label: string;
  company: Reference | null;
  onSave: (companyId: string | null) => Promise<unknown>;
  isReadOnly: boolean;
  exceptId?: string;
}

/** A link to a company; emptying the field takes the link away. */
export const CompanyProperty = ({ label, company, onSave, isReadOnly, exceptId }: CompanyPropertyProps) => {
  const text = useText();
  const { can } = useMe();
  const [isPicking, setIsPicking] = useState(false);
  const { state, error, save, forget } = useInlineSave(onSave);

  const close = () => {
    forget();
    setIsPicking(false);
  };

  const choose = async (picked: Reference | null) => {
    if (await save(picked?.id ?? null)) setIsPicking(false);
  };

  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };

  if (!isPicking)
    return (
      <EditableProperty label={label} isEmpty={!company} onEdit={isReadOnly || !can('companies.read') ? undefined : () => setIsPicking(true)}>
        {company && (can('companies.read') ? <TextLink to={crmPath(`companies/${company.id}`)}>{company.name}</TextLink> : company.name)}
      </EditableProperty>
    );
  return (
    <PropertyRow label={label} state={state} error={error}>
      <Picking onKeyDownCapture={onKeyDownCapture}>
        <CompanyPicker size="S" label={label} company={company} onChange={(picked) => void choose(picked)} hasAutoFocus exceptId={exceptId} />
        <IconButton label={text('ui.cancel')} size="S" variant="ghost" onClick={close}>
          <Cross />
        </IconButton>
      </Picking>
    </PropertyRow>
  );
};
