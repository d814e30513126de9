import type { Company } from '../../../server/src/companies/contract';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import type { RecordLeads } from '../leads/record-leads';
import { Highlights, type Fact } from '../ui/Highlights';
import { RelativeTime } from '../ui/RelativeTime';

export const CompanyHighlights = ({ company, leads }: { company: Company; leads: RecordLeads }) => {
  const text = useText();
  const { number, money, date } = useFormat();
  const none = text('ui.property.none');

  const facts: Fact[] = [
    {
      label: text('companies.last-touch'),
      value: company.lastActivityAt ? <RelativeTime at={company.lastActivityAt} /> : none,
      note: text('companies.since', { date: date(company.createdAt) }),
    },
    { label: text('companies.people'), value: number(company.contactCount) },
  ];
  if (leads.isVisible)
    facts.push({
      label: text('leads.card.open'),
      value: leads.openCount === undefined ? none : number(leads.openCount),
      note: leads.isAll ? text('leads.card.of-all', { count: leads.rows.length }) : undefined,
    });
  facts.push(
    { label: text('companies.employees'), value: company.employees === null ? none : number(company.employees) },
    { label: text('companies.revenue'), value: company.annualRevenue ? money(company.annualRevenue) : none },
  );
  return <Highlights facts={facts} />;
};
