import { styled } from 'styled-components';
import { contactsContract } from '../../../server/src/contacts/contract';
import type { Lead } from '../../../server/src/leads/contract';
import { SuggestionsCard } from '../contacts/SuggestionsCard';
import { useEndpoint } from '../kernel/api';
import { crmPath } from '../kernel/feature';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { Avatar, type AvatarKind } from '../ui/Avatar';
import { Card } from '../ui/Card';
import { TextLink } from '../ui/Links';
import { Small, Stack } from '../ui/Type';

const Row = styled.div`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: 0 0.8rem;
  align-items: center;
  overflow-wrap: anywhere;
`;

const Words = styled.div`
  display: flex;
  flex-direction: column;
  align-items: flex-start;
  min-width: 0;
`;

interface PersonProps {
  kind: AvatarKind;
  to: string;
  name: string;
  note: string;
}

const Person = ({ kind, to, name, note }: PersonProps) => (
  <Row>
    <Avatar kind={kind} name={name} />
    <Words>
      <TextLink to={to}>{name}</TextLink>
      <Small>{note}</Small>
    </Words>
  </Row>
);

/** The contact and company that the lead belongs to. Nothing of theirs was overwritten by the form. */
export const LeadPeople = ({ lead: { contact, company, createdAt } }: { lead: Lead }) => {
  const text = useText();
  const { date } = useFormat();
  const known = useEndpoint(contactsContract.endpoints.get, { params: { id: contact?.id ?? '' } }, { enabled: contact !== null });
  if (!contact && !company) return null;

  const isOlder = known.data !== undefined && Date.parse(known.data.createdAt) < Date.parse(createdAt);
  const contactNote = () => {
    if (!known.data) return text('leads.contact');
    return isOlder ? text('leads.people.since', { date: date(known.data.createdAt) }) : text('leads.people.new');
  };

  return (
    <>
      <Card title={text(isOlder ? 'leads.people.already' : 'leads.people.title')}>
        <Stack $gap={3}>
          {contact && <Person kind="contact" to={crmPath(`contacts/${contact.id}`)} name={contact.name} note={contactNote()} />}
          {company && <Person kind="company" to={crmPath(`companies/${company.id}`)} name={company.name} note={text('leads.company')} />}
        </Stack>
      </Card>
      {known.data && <SuggestionsCard contact={known.data} />}
    </>
  );
};
