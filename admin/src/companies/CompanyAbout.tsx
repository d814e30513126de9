import { COMPANY_TYPES, type Company } from '../../../server/src/companies/contract';
import { ApiError } from '../kernel/api-error';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { readMoney, typedMoney } from '../kernel/money-text';
import { useText } from '../kernel/text';
import { AddressesProperty } from '../ui/AddressesProperty';
import { Card } from '../ui/Card';
import { InlineEdit } from '../ui/InlineEdit';
import { InlineOwner, InlineSelect, InlineTags } from '../ui/InlinePickers';
import { PropertyList } from '../ui/PropertyList';
import type { SaveCompany } from './company-saving';
import { CompanyProperty } from './CompanyProperty';

export const CompanyAbout = ({ company, save }: { company: Company; save: SaveCompany }) => {
  const text = useText();
  const { money, number } = useFormat();
  const { can, settings } = useMe();
  const isReadOnly = !can('companies.update');
  const { annualRevenue, employees } = company;

  const saveRevenue = async (typed: string | null) => {
    if (typed === null) return save({ annualRevenue: null });
    const revenue = readMoney(typed, annualRevenue?.currency ?? settings.currency);
    if (!revenue) throw new ApiError(text('companies.revenue.unclear'), { status: 400 });
    return save({ annualRevenue: revenue });
  };

  const editable = (name: 'industry' | 'phone' | 'taxId' | 'tier') => ({
    label: text(`companies.${name}`),
    value: company[name],
    onSave: (value: string | null) => save({ [name]: value }),
    isReadOnly,
  });

  return (
    <Card title={text('companies.about')}>
      <PropertyList>
        <InlineEdit label={text('companies.name')} value={company.name} onSave={(name) => save({ name: name ?? '' })} isReadOnly={isReadOnly} />
        <InlineTags
          label={text('companies.domains')}
          value={company.domains}
          placeholder={text('companies.domain.add')}
          onSave={(domains) => save({ domains })}
          isReadOnly={isReadOnly}
        />
        <InlineSelect
          label={text('companies.type')}
          value={company.type}
          options={COMPANY_TYPES.map((value) => ({ value, label: text(`companies.type.${value}`) }))}
          onSave={(type) => save({ type })}
          isReadOnly={isReadOnly}
        />
        <InlineOwner label={text('companies.owner')} owner={company.owner} onSave={(ownerId) => save({ ownerId })} isReadOnly={isReadOnly} />
        <InlineEdit {...editable('industry')} />
        <InlineEdit
          label={text('companies.employees')}
          type="number"
          value={employees === null ? null : String(employees)}
          onSave={(typed) => save({ employees: typed === null ? null : Number(typed) })}
          isReadOnly={isReadOnly}
        >
          {employees !== null && number(employees)}
        </InlineEdit>
        <InlineEdit label={text('companies.revenue')} value={annualRevenue && typedMoney(annualRevenue)} onSave={saveRevenue} isReadOnly={isReadOnly}>
          {annualRevenue && money(annualRevenue)}
        </InlineEdit>
        <InlineEdit {...editable('phone')} type="tel" />
        <InlineEdit {...editable('taxId')} />
        <InlineEdit {...editable('tier')} />
        <InlineTags label={text('companies.tags')} value={company.tags} onSave={(tags) => save({ tags })} isReadOnly={isReadOnly} />
        <CompanyProperty
          label={text('companies.parent')}
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
