import type { Contact } from '../../../server/src/contacts/contract';
import { crmPath } from '../kernel/feature';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import type { RecordLeads } from '../leads/record-leads';
import { contentAddress } from '../timeline/content-address';
import { Highlights, type Fact } from '../ui/Highlights';
import { TextLink } from '../ui/Links';
import { RelativeTime } from '../ui/RelativeTime';
import { useSourceName } from './source-name';

export const ContactHighlights = ({ contact, leads }: { contact: Contact; leads: RecordLeads }) => {
  const text = useText();
  const { number, date } = useFormat();
  const { can } = useMe();
  const sourceName = useSourceName();
  const none = text('ui.property.none');
  const landing = leads.first?.landing;

  const facts: Fact[] = [
    { label: text('contacts.last-touch'), value: contact.lastActivityAt ? <RelativeTime at={contact.lastActivityAt} /> : none },
    { label: text('contacts.lifecycleStage'), value: text(`contacts.lifecycleStage.${contact.lifecycleStage}`) },
  ];
  if (leads.isVisible)
    facts.push({
      label: text('leads.card.open'),
      value: leads.openCount === undefined ? none : number(leads.openCount),
      note: leads.isAll ? text('leads.card.of-all', { count: leads.rows.length }) : undefined,
    });
  facts.push({
    label: text('contacts.company'),
    value: contact.company ? can('companies.read') ? <TextLink to={crmPath(`companies/${contact.company.id}`)}>{contact.company.name}</TextLink> : contact.company.name : none,
    note: contact.jobTitle,
  });
  facts.push({
    label: text('contacts.first-source'),
    value: landing ? <TextLink to={contentAddress(landing)}>{landing.title ?? landing.documentId}</TextLink> : sourceName(contact.source),
    note: landing ? sourceName(contact.source) : text('contacts.since', { date: date(contact.createdAt) }),
  });
  return <Highlights facts={facts} />;
};
