import { LinkButton } from '@strapi/design-system';
import { Mail, Phone } from '@strapi/icons';
import type { Contact } from '../../../server/src/contacts/contract';
import { useText } from '../kernel/text';
import { mailAddress } from '../ui/addresses';
import { telAddress } from './PointsProperty';

/** Opens the mail program or the phone. Who asked not to be called gets no button for it. */
export const ContactActions = ({ contact }: { contact: Contact }) => {
  const text = useText();
  const phone = contact.phones.find(({ isPrimary }) => isPrimary) ?? contact.phones[0];
  return (
    <>
      {phone && !contact.doNotCall && (
        <LinkButton href={telAddress(phone)} variant="tertiary" size="S" startIcon={<Phone />}>
          {text('contacts.call')}
        </LinkButton>
      )}
      {contact.email && (
        <LinkButton href={mailAddress(contact.email)} variant="tertiary" size="S" startIcon={<Mail />}>
          {text('contacts.write')}
        </LinkButton>
      )}
    </>
  );
};
