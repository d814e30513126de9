import type { Company } from '../../../server/src/companies/contract';
import { timelineContract } from '../../../server/src/timeline/contract';
import { PeopleCard } from '../contacts/PeopleCard';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { LeadsCard } from '../leads/LeadsCard';
import { useRecordLeads } from '../leads/record-leads';
import { RecordTimeline } from '../timeline/RecordTimeline';
import { Avatar } from '../ui/Avatar';
import { Chip } from '../ui/Chip';
import { OuterLink } from '../ui/Links';
import { RecordPage } from '../ui/RecordPage';
import { useCompanySaving } from './company-saving';
import { CompanyAbout } from './CompanyAbout';
import { CompanyHighlights } from './CompanyHighlights';
import { CompanyTypeChip } from './CompanyTypeChip';

const { companyFeed, noteOnCompany } = timelineContract.endpoints;

/** “hafenkante.example · Logistics · Hamburg”, as far as it is known. */
const CompanySubtitle = ({ company: { domain, industry, addresses } }: { company: Company }) => {
  const words = [industry, addresses[0]?.city].filter(Boolean).join(' · ');
  return (
    <>
      {domain && (
        <OuterLink href={`https://${domain}`} target="_blank" rel="noreferrer noopener">
          {domain}
        </OuterLink>
      )}
      {domain && words && ' · '}
      {words}
    </>
  );
};

export const CompanyRecord = ({ company }: { company: Company }) => {
  const text = useText();
  const { can } = useMe();
  const save = useCompanySaving(company);
  const leads = useRecordLeads({ company: company.id });

  return (
    <RecordPage
      title={company.name}
      avatar={<Avatar kind="company" name={company.name} size="L" />}
      chip={
        <>
          <CompanyTypeChip type={company.type} />
          {company.isSample && <Chip>{text('ui.sample')}</Chip>}
        </>
      }
      subtitle={<CompanySubtitle company={company} />}
      back={{ path: crmPath('companies'), label: text('companies.title') }}
      highlights={<CompanyHighlights company={company} leads={leads} />}
      left={<CompanyAbout company={company} save={save} />}
      middle={<RecordTimeline feed={companyFeed} note={can('companies.update') ? noteOnCompany : undefined} params={{ id: company.id }} />}
      right={
        <>
          <PeopleCard company={company} />
          <LeadsCard leads={leads} titleOf={({ name }) => name} allAt={`${crmPath('leads')}?filter.company=${encodeURIComponent(company.id)}`} />
        </>
      }
    />
  );
};
