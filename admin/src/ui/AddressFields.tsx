import { IconButton } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { styled } from 'styled-components';
import { address } from '../../../server/src/kernel/contract';
import type { Address } from '../kernel/address-line';
import { useText } from '../kernel/text';
import { SelectField, TextField } from './Fields';
import { Stack } from './Type';

const TYPES = address.shape.type.unwrap().options;

export type AddressValues = Required<Address>;

const Pair = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
  gap: 0.8rem;
  align-items: start;
`;

const Head = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 0.8rem;
  align-items: end;
`;

interface AddressFieldsProps {
  number: number;
  values: AddressValues;
  errorOf: (name: string) => string | undefined;
  onChange: (values: Partial<AddressValues>) => void;
  onRemove: () => void;
}

export const AddressFields = ({ number, values, errorOf, onChange, onRemove }: AddressFieldsProps) => {
  const text = useText();
  const title = text('ui.address.number', { number });
  const field = (name: 'street' | 'postalCode' | 'city' | 'region' | 'country') => ({
    label: text(`ui.address.${name}`),
    value: values[name],
    onChange: (value: string) => onChange({ [name]: value }),
    error: errorOf(name),
    autoComplete: 'off',
  });

  return (
    <div role="group" aria-label={title}>
      <Stack $gap={3}>
        <Head>
          <SelectField
            label={title}
            value={values.type}
            onChange={(type) => onChange({ type })}
            options={TYPES.map((value) => ({ value, label: text(`ui.address.${value}`) }))}
          />
          <IconButton label={text('ui.remove', { value: title })} variant="ghost" onClick={onRemove}>
            <Trash />
          </IconButton>
        </Head>
        <TextField {...field('street')} />
        <Pair>
          <TextField {...field('postalCode')} />
          <TextField {...field('city')} />
        </Pair>
        <TextField {...field('region')} />
        <TextField {...field('country')} hint={text('ui.address.country.hint')} />
      </Stack>
    </div>
  );
};
