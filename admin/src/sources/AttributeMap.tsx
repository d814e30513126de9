import { useId } from 'react';
import { styled } from 'styled-components';
import { FIELD_TARGETS } from '../../../server/src/forms/contract';
import type { MappedAttribute, SiteType } from '../../../server/src/sources/contract';
import { useText } from '../kernel/text';
import { SelectField } from '../ui/Fields';
import { Small, Stack } from '../ui/Type';

const Rows = styled.div`
  display: grid;
  gap: 1.2rem;

  ${({ theme }) => theme.breakpoints.medium} {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
`;

const Title = styled.h3`
  font-size: 1.4rem;
  line-height: 1.43;
  font-weight: 600;
`;

const Wrong = styled.p`
  color: ${({ theme }) => theme.colors.danger600};
  font-size: 1.2rem;
`;

const LEFT_OUT = 'left-out';
const KEPT = 'kept';
const CONSENT = 'consent';

type Choice = (typeof FIELD_TARGETS)[number] | typeof LEFT_OUT | typeof KEPT | typeof CONSENT;

const choiceOf = (mapped: MappedAttribute | undefined): Choice => {
  if (!mapped) return LEFT_OUT;
  return mapped.purpose ? CONSENT : (mapped.mapTo ?? KEPT);
};

const mappedAs = (choice: Choice): Omit<MappedAttribute, 'attribute'> | undefined => {
  if (choice === LEFT_OUT) return undefined;
  if (choice === CONSENT) return { mapTo: null, purpose: 'marketing' };
  return { mapTo: choice === KEPT ? null : choice };
};

interface AttributeMapProps {
  type: SiteType;
  fields: readonly MappedAttribute[];
  error: string | undefined;
  onMap: (attribute: string, mapped: Omit<MappedAttribute, 'attribute'> | undefined) => void;
  isLocked: boolean;
}

/** Where each attribute of the content type goes. */
export const AttributeMap = ({ type, fields, error, onMap, isLocked }: AttributeMapProps) => {
  const text = useText();
  const titleId = useId();
  const choices = (kind: string): Choice[] => (kind === 'boolean' ? [LEFT_OUT, KEPT, CONSENT] : [LEFT_OUT, KEPT, ...FIELD_TARGETS]);

  return (
    <Stack as="section" $gap={3} aria-labelledby={titleId}>
      <div>
        <Title id={titleId}>{text('sources.map')}</Title>
        <Small as="p">{text('sources.map-hint')}</Small>
      </div>
      {error && <Wrong role="alert">{error}</Wrong>}
      <Rows>
        {type.attributes.map(({ name, type: kind }) => (
          <SelectField
            key={name}
            label={name}
            options={choices(kind).map((choice) => ({ value: choice, label: text(`sources.map.${choice}`) }))}
            value={choiceOf(fields.find(({ attribute }) => attribute === name))}
            onChange={(choice) => onMap(name, mappedAs(choice))}
            disabled={isLocked}
          />
        ))}
      </Rows>
    </Stack>
  );
};
