import type { Contact } from '../../../server/src/contacts/contract';
import { timelineContract } from '../../../server/src/timeline/contract';
import { CompanyCard } from '../companies/CompanyCard';
import { ConsentsCard } from '../consents/ConsentsCard';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { Text, useText } from '../kernel/text';
import { LeadsCard } from '../leads/LeadsCard';
import { useRecordLeads } from '../leads/record-leads';
import { RecordTimeline } from '../timeline/RecordTimeline';
import { Avatar } from '../ui/Avatar';
import { Chip } from '../ui/Chip';
import { TextLink } from '../ui/Links';
import { RecordPage } from '../ui/RecordPage';
import { CameFromCard } from '../visits/CameFromCard';
import { useContactSaving } from './contact-saving';
import { ContactAbout } from './ContactAbout';
import { ContactActions } from './ContactActions';
import { ContactHighlights } from './ContactHighlights';
import { LifecycleChip } from './LifecycleChip';
import { SuggestionsCard } from './SuggestionsCard';

const { contactFeed, noteOnContact } = timelineContract.endpoints;

/** “Head of operations at Hafenkante Logistik · Hamburg”, as far as it is known. */
const ContactSubtitle = ({ contact: { jobTitle, company, addresses } }: { contact: Contact }) => {
  const { can } = useMe();
  const city = addresses[0]?.city;
  const name = company && (can('companies.read') ? <TextLink to={crmPath(`companies/${company.id}`)}>{company.name}</TextLink> : company.name);
  return (
    <>
      {jobTitle && name ? <Text id="contacts.job-at" values={{ job: jobTitle, company: name }} /> : (jobTitle ?? name)}
      {city && (jobTitle || name) && ' · '}
      {city}
    </>
  );
};

export const ContactRecord = ({ contact }: { contact: Contact }) => {
  const text = useText();
  const { can } = useMe();
  const save = useContactSaving(contact);
  const leads = useRecordLeads({ contact: contact.id });

  return (
    <RecordPage
      title={contact.name}
      avatar={<Avatar kind="contact" name={contact.name} size="L" />}
      chip={
        <>
          <LifecycleChip stage={contact.lifecycleStage} />
          {contact.isSample && <Chip>{text('ui.sample')}</Chip>}
        </>
      }
      subtitle={<ContactSubtitle contact={contact} />}
      actions={<ContactActions contact={contact} />}
      back={{ path: crmPath('contacts'), label: text('contacts.title') }}
      highlights={<ContactHighlights contact={contact} leads={leads} />}
      left={<ContactAbout contact={contact} save={save} />}
      middle={<RecordTimeline feed={contactFeed} note={can('contacts.update') ? noteOnContact : undefined} params={{ id: contact.id }} />}
      right={
        <>
          <SuggestionsCard contact={contact} />
          <LeadsCard
            leads={leads}
            titleOf={({ form }) => form?.name ?? text('leads.card.without-form')}
            allAt={`${crmPath('leads')}?filter.contact=${encodeURIComponent(contact.id)}`}
          />
          {contact.company && <CompanyCard reference={contact.company} />}
          <CameFromCard contact={contact} />
          <ConsentsCard contact={contact} />
        </>
      }
    />
  );
};
