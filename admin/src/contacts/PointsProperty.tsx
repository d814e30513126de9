import { useState } from 'react';
import type { Contact } from '../../../server/src/contacts/contract';
import { useText } from '../kernel/text';
import { mailAddress } from '../ui/addresses';
import { EditableProperty } from '../ui/EditableProperty';
import { OuterLink } from '../ui/Links';
import { Small } from '../ui/Type';
import type { SaveContact } from './contact-saving';
import { PointsDrawer } from './PointsDrawer';

interface PointsPropertyProps {
  kind: 'emails' | 'phones';
  contact: Contact;
  save: SaveContact;
  isReadOnly: boolean;
}

export const telAddress = ({ value, e164 }: { value: string; e164?: string | null }): string => `tel:${(e164 ?? value).replace(/[^+\d]/g, '')}`;

/** In a narrow column an address breaks before its @ rather than anywhere. */
const breakable = (value: string) => {
  const at = value.lastIndexOf('@');
  if (at < 1) return value;
  return (
    <>
      {value.slice(0, at)}
      <wbr />
      {value.slice(at)}
    </>
  );
};

/** All addresses or numbers of a person, the one to use first on top. */
export const PointsProperty = ({ kind, contact, save, isReadOnly }: PointsPropertyProps) => {
  const text = useText();
  const [isEditing, setIsEditing] = useState(false);
  const points = [...contact[kind]].sort((one, other) => Number(other.isPrimary) - Number(one.isPrimary));

  return (
    <>
      <EditableProperty
        label={text(kind === 'emails' ? 'contacts.email' : 'contacts.phone')}
        isEmpty={points.length === 0}
        onEdit={isReadOnly ? undefined : () => setIsEditing(true)}
      >
        {points.map((point) => (
          <div key={point.value}>
            <OuterLink href={kind === 'emails' ? mailAddress(point.value) : telAddress(point)}>{breakable(point.value)}</OuterLink>
            {points.length > 1 && <Small as="div">{text(point.isPrimary ? 'contacts.points.first' : `contacts.points.type.${point.type}`)}</Small>}
          </div>
        ))}
      </EditableProperty>
      {isEditing && <PointsDrawer kind={kind} contact={contact} save={save} onClose={() => setIsEditing(false)} />}
    </>
  );
};
