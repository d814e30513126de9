import { useState } from 'react';
import { useIntl } from 'react-intl';
import { addressLine, type Address } from '../kernel/address-line';
import { useText } from '../kernel/text';
import { AddressesDrawer } from './AddressesDrawer';
import { EditableProperty } from './EditableProperty';
import { Small } from './Type';

interface AddressesPropertyProps {
  /** Named `value`, so that an empty list hides with the other empty properties. */
  value: readonly Address[];
  of: string;
  onSave: (addresses: Address[]) => Promise<unknown>;
  isReadOnly: boolean;
}

export const AddressesProperty = ({ value, of, onSave, isReadOnly }: AddressesPropertyProps) => {
  const text = useText();
  const { locale } = useIntl();
  const [isEditing, setIsEditing] = useState(false);
  return (
    <>
      <EditableProperty label={text('ui.addresses')} isEmpty={value.length === 0} onEdit={isReadOnly ? undefined : () => setIsEditing(true)}>
        {value.map((address, index) => (
          <div key={index}>
            {addressLine(address, locale)} <Small>{text(`ui.address.${address.type}`)}</Small>
          </div>
        ))}
      </EditableProperty>
      {isEditing && <AddressesDrawer addresses={value} of={of} onSave={onSave} onClose={() => setIsEditing(false)} />}
    </>
  );
};
