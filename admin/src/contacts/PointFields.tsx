import { IconButton } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { styled } from 'styled-components';
import { CONTACT_POINT_TYPES, type Contact } from '../../../server/src/contacts/contract';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import { SelectField, TextField } from '../ui/Fields';
import { LinkLikeButton } from '../ui/Links';
import { Cluster, Stack } from '../ui/Type';

const Fields = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 2fr) minmax(10rem, 1fr) auto;
  gap: 0.8rem;
  align-items: start;

  > button {
    margin-top: 2.4rem;
  }
`;

export type PointValues = Pick<Contact['emails'][number], 'value' | 'type' | 'isPrimary'>;

interface PointFieldsProps {
  kind: 'emails' | 'phones';
  values: PointValues;
  error: string | undefined;
  onChange: (values: Partial<PointValues>) => void;
  onRemove: () => void;
}

export const PointFields = ({ kind, values, error, onChange, onRemove }: PointFieldsProps) => {
  const text = useText();
  const label = text(kind === 'emails' ? 'contacts.email' : 'contacts.phone');
  return (
    <Stack $gap={1} role="group" aria-label={values.value || label}>
      <Fields>
        <TextField
          label={label}
          type={kind === 'emails' ? 'email' : 'tel'}
          value={values.value}
          onChange={(value) => onChange({ value })}
          error={error}
          autoComplete="off"
        />
        <SelectField
          label={text('contacts.points.type')}
          value={values.type}
          onChange={(type) => onChange({ type })}
          options={CONTACT_POINT_TYPES.map((value) => ({ value, label: text(`contacts.points.type.${value}`) }))}
        />
        <IconButton label={text('ui.remove', { value: values.value || label })} variant="ghost" onClick={onRemove}>
          <Trash />
        </IconButton>
      </Fields>
      <Cluster>
        {values.isPrimary ? (
          <Chip tone="primary">{text('contacts.points.first')}</Chip>
        ) : (
          <LinkLikeButton onClick={() => onChange({ isPrimary: true })}>{text('contacts.points.make-first')}</LinkLikeButton>
        )}
      </Cluster>
    </Stack>
  );
};
