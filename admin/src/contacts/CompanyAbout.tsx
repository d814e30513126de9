import { COMPANY_TYPES, type Company } from '../../../server/src/contacts/contract';
import { ApiError } from '../kernel/api-error';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { InlineEdit } from '../ui/InlineEdit';
import { InlineOwner, InlineSelect, InlineTags } from '../ui/InlinePickers';
import { PropertyList } from '../ui/PropertyList';
import { AddressesProperty } from './AddressesProperty';
import { CompanyProperty } from './CompanyProperty';
import { readMoney, typedMoney } from './money-text';
import type { SaveCompany } from './record-saving';

export const CompanyAbout = ({ company, save }: { company: Company; save: SaveCompany }) => {
  const text = useText();
  const { money, number } = useFormat();
  const { can, settings } = useMe();
  const isReadOnly = !can('companies.update');
  const { annualRevenue, employees } = company;

  const saveRevenue = async (typed: string | null) => {
    if (typed === null) return save({ annualRevenue: null });
    const revenue = readMoney(typed, annualRevenue?.currency ?? settings.currency);
    if (!revenue) throw new ApiError(text('contacts.revenue.unclear'), { status: 400 });
    return save({ annualRevenue: revenue });
  };

  const editable = (name: 'industry' | 'phone' | 'taxId' | 'tier') => ({
    label: text(`contacts.${name}`),
    value: company[name],
    onSave: (value: string | null) => save({ [name]: value }),
    isReadOnly,
  });

  return (
    <Card title={text('contacts.about')}>
      <PropertyList>
        <InlineEdit label={text('contacts.name')} value={company.name} onSave={(name) => save({ name: name ?? '' })} isReadOnly={isReadOnly} />
        <InlineTags
          label={text('contacts.domains')}
          value={company.domains}
          placeholder={text('contacts.domain.add')}
          onSave={(domains) => save({ domains })}
          isReadOnly={isReadOnly}
        />
        <InlineSelect
          label={text('contacts.type')}
          value={company.type}
          options={COMPANY_TYPES.map((value) => ({ value, label: text(`contacts.type.${value}`) }))}
          onSave={(type) => save({ type })}
          isReadOnly={isReadOnly}
        />
        <InlineOwner label={text('contacts.owner')} owner={company.owner} onSave={(ownerId) => save({ ownerId })} isReadOnly={isReadOnly} />
        <InlineEdit {...editable('industry')} />
        <InlineEdit
          label={text('contacts.employees')}
          type="number"
          value={employees === null ? null : String(employees)}
          onSave={(typed) => save({ employees: typed === null ? null : Number(typed) })}
          isReadOnly={isReadOnly}
        >
          {employees !== null && number(employees)}
        </InlineEdit>
        <InlineEdit label={text('contacts.revenue')} value={annualRevenue && typedMoney(annualRevenue)} onSave={saveRevenue} isReadOnly={isReadOnly}>
          {annualRevenue && money(annualRevenue)}
        </InlineEdit>
        <InlineEdit {...editable('phone')} type="tel" />
        <InlineEdit {...editable('taxId')} />
        <InlineEdit {...editable('tier')} />
        <InlineTags label={text('contacts.tags')} value={company.tags} onSave={(tags) => save({ tags })} isReadOnly={isReadOnly} />
        <CompanyProperty
          label={text('contacts.parent')}
          company={company.parent}
          onSave={(parentId) => save({ parentId })}
          isReadOnly={isReadOnly}
          exceptId={company.id}
        />
        <AddressesProperty value={company.addresses} of={company.name} onSave={(addresses) => save({ addresses })} isReadOnly={isReadOnly} />
      </PropertyList>
    </Card>
  );
};
