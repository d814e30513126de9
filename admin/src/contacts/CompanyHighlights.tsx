import type { Company } from '../../../server/src/contacts/contract';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { Highlights, type Fact } from '../ui/Highlights';
import { RelativeTime } from '../ui/RelativeTime';
import type { RecordLeads } from './record-leads';

export const CompanyHighlights = ({ company, leads }: { company: Company; leads: RecordLeads }) => {
  const text = useText();
  const { number, money, date } = useFormat();
  const none = text('ui.property.none');

  const facts: Fact[] = [
    {
      label: text('contacts.last-touch'),
      value: company.lastActivityAt ? <RelativeTime at={company.lastActivityAt} /> : none,
      note: text('contacts.since', { date: date(company.createdAt) }),
    },
    { label: text('contacts.people'), value: number(company.contactCount) },
  ];
  if (leads.isVisible)
    facts.push({
      label: text('contacts.open-leads'),
      value: leads.openCount === undefined ? none : number(leads.openCount),
      note: leads.isAll ? text('contacts.of-all', { count: leads.rows.length }) : undefined,
    });
  facts.push(
    { label: text('contacts.employees'), value: company.employees === null ? none : number(company.employees) },
    { label: text('contacts.revenue'), value: company.annualRevenue ? money(company.annualRevenue) : none },
  );
  return <Highlights facts={facts} />;
};
