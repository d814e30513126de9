import { SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import type { Reference } from '../../../server/src/kernel/contract';
import { Chip } from './Chip';
import type { Option } from './FilterBar';
import { useInlineSave } from './inline-save';
import { OwnerName } from './Owner';
import { OwnerPicker } from './OwnerPicker';
import { Property, PropertyRow } from './PropertyList';
import { TagInput } from './TagInput';
import { Cluster } from './Type';

/** A control that reads as a value until it is pointed at or focused. */
const Bare = styled.div<{ $indent: string }>`
  margin: 0 -0.8rem 0 -${({ $indent }) => $indent};

  &:not(:hover):not(:focus-within) > div {
    border-color: transparent;
  }
`;

interface InlineSelectProps<Value extends string> {
  label: string;
  value: Value | null;
  options: readonly Option<Value>[];
  onSave: (value: Value) => Promise<unknown>;
  isReadOnly?: boolean;
}

/** Saves as soon as something is picked. */
export const InlineSelect = <Value extends string>({ label, value, options, onSave, isReadOnly }: InlineSelectProps<Value>) => {
  const { state, error, save } = useInlineSave(onSave);
  const shown = options.find((option) => option.value === value)?.label;
  if (isReadOnly) return <Property label={label} value={shown} />;
  return (
    <PropertyRow label={label} state={state} error={error}>
      <Bare $indent="1.6rem">
        <SingleSelect
          size="S"
          aria-label={label}
          value={value}
          onChange={(picked) => {
            const option = options.find((one) => one.value === picked);
            if (option && option.value !== value) void save(option.value);
          }}
        >
          {options.map((option) => (
            <SingleSelectOption key={option.value} value={option.value}>
              {option.label}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Bare>
    </PropertyRow>
  );
};

interface InlineOwnerProps {
  label: string;
  owner: Reference | null;
  onSave: (ownerId: string | null) => Promise<unknown>;
  isReadOnly?: boolean;
}

export const InlineOwner = ({ label, owner, onSave, isReadOnly }: InlineOwnerProps) => {
  const { state, error, save } = useInlineSave(onSave);
  if (isReadOnly)
    return (
      <Property label={label} value={owner?.name ?? ' '}>
        <OwnerName owner={owner} />
      </Property>
    );
  return (
    <PropertyRow label={label} state={state} error={error}>
      <Bare $indent="1.6rem">
        <OwnerPicker size="S" label={label} owner={owner} onChange={(picked) => void save(picked)} />
      </Bare>
    </PropertyRow>
  );
};

interface InlineTagsProps {
  label: string;
  value: readonly string[];
  onSave: (tags: string[]) => Promise<unknown>;
  /** Of the empty field, for lists of something other than tags. */
  placeholder?: string;
  isReadOnly?: boolean;
}

export const InlineTags = ({ label, value, onSave, placeholder, isReadOnly }: InlineTagsProps) => {
  const { state, error, save } = useInlineSave(onSave);
  const [shown, setShown] = useState(value);
  const tags = state === 'idle' ? value : shown;
  if (isReadOnly)
    return (
      <Property label={label} value={value}>
        <Cluster $gap={1}>
          {value.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </Cluster>
      </Property>
    );
  return (
    <PropertyRow label={label} state={state} error={error}>
      <Bare $indent="0.8rem">
        <TagInput
          label={label}
          value={tags}
          placeholder={placeholder}
          onChange={(next) => {
            setShown(next);
            void save(next);
          }}
        />
      </Bare>
    </PropertyRow>
  );
};
