import { styled } from 'styled-components';
import type { Condition } from '../../../server/src/forms/contract';
import type { SiteType } from '../../../server/src/sources/contract';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { SelectField, TextField } from '../ui/Fields';
import { SwitchRow } from '../ui/SwitchRow';
import { Stack } from '../ui/Type';

const OPERATORS = ['eq', 'ne', 'contains'] as const;
type Operator = (typeof OPERATORS)[number];
type SimpleRule = { op: Operator; field: string; value: string };

const Rule = styled.div`
  display: grid;
  gap: 1.2rem;

  ${({ theme }) => theme.breakpoints.medium} {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
`;

const isSimple = (condition: Condition): condition is SimpleRule => OPERATORS.some((op) => op === condition.op) && 'value' in condition;

interface SourceConditionProps {
  type: SiteType;
  condition: Condition | null;
  onChange: (condition: Condition | null) => void;
  isLocked: boolean;
}

/** One comparison; anything longer that was made by code is kept as it is. */
export const SourceCondition = ({ type, condition, onChange, isLocked }: SourceConditionProps) => {
  const text = useText();
  const [first] = type.attributes;
  if (condition && !isSimple(condition)) return <Banner>{text('sources.condition.by-code')}</Banner>;

  const change = (part: Partial<SimpleRule>) => condition && onChange({ ...condition, ...part });
  return (
    <Stack $gap={3}>
      <SwitchRow
        label={text('sources.condition')}
        description={text('sources.condition-hint')}
        isOn={condition !== null}
        onChange={(isOn) => onChange(isOn && first ? { op: 'eq', field: first.name, value: '' } : null)}
        isDisabled={isLocked || !first}
      />
      {condition && (
        <Rule>
          <SelectField label={text('sources.condition.attribute')} options={type.attributes.map(({ name }) => ({ value: name, label: name }))} value={condition.field} onChange={(field) => change({ field })} disabled={isLocked} />
          <SelectField label={text('sources.condition.operator')} options={OPERATORS.map((op) => ({ value: op, label: text(`sources.condition.${op}`) }))} value={condition.op} onChange={(op) => change({ op })} disabled={isLocked} />
          <TextField label={text('sources.condition.value')} value={String(condition.value)} onChange={(value) => change({ value })} disabled={isLocked} />
        </Rule>
      )}
    </Stack>
  );
};
