import { Fragment, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { Condition, FormField } from '../../../server/src/forms/contract';
import { Text, useText } from '../kernel/text';
import { toneColor } from '../ui/styles';
import { Strong } from '../ui/Type';
import { groupOf, isGroup, type Group, type Leaf, type Operand } from './conditions';

const Gone = styled.span`
  color: ${({ theme }) => toneColor(theme, 'danger')};
`;

interface ConditionWordsProps {
  condition: Condition;
  fields: readonly FormField[];
}

/** “I am a is Business and Budget is more than 500”, however deep the condition is. */
export const ConditionWords = ({ condition, fields }: ConditionWordsProps) => {
  const text = useText();
  const group = groupOf(condition);
  if (group) return <GroupWords group={group} fields={fields} />;
  if ('condition' in condition)
    return <Text id="forms.when.not" values={{ words: <ConditionWords condition={condition.condition} fields={fields} /> }} />;
  if (!('conditions' in condition)) return null;
  return <Joined parts={condition.conditions.map((part, index) => <InBrackets key={index} isOpen={!('conditions' in part)}><ConditionWords condition={part} fields={fields} /></InBrackets>)} word={text(`forms.when.${condition.op}`)} />;
};

const GroupWords = ({ group: { join, parts }, fields }: { group: Group; fields: readonly FormField[] }) => {
  const text = useText();
  const words = parts.map((part, index) =>
    isGroup(part) ? (
      <InBrackets key={index}>
        <GroupWords group={part} fields={fields} />
      </InBrackets>
    ) : (
      <LeafWords key={index} leaf={part} fields={fields} />
    ),
  );
  return <Joined parts={words} word={text(`forms.when.${join}`)} />;
};

const InBrackets = ({ isOpen = false, children }: { isOpen?: boolean; children: ReactNode }) => (isOpen ? <>{children}</> : <>({children})</>);

const Joined = ({ parts, word }: { parts: readonly ReactNode[]; word: string }) => (
  <>
    {parts.map((part, index) => (
      <Fragment key={index}>
        {index > 0 && ` ${word} `}
        {part}
      </Fragment>
    ))}
  </>
);

const LeafWords = ({ leaf: { field: name, verb, values }, fields }: { leaf: Leaf; fields: readonly FormField[] }) => {
  const text = useText();
  const { locale } = useIntl();
  const source = fields.find((field) => field.name === name);

  const said = (value: Operand | undefined): string => {
    if (value === undefined || value === '') return '…';
    if (source?.type === 'country') return new Intl.DisplayNames([locale, 'en'], { type: 'region', fallback: 'code' }).of(String(value)) ?? String(value);
    return source?.options?.find((option) => option.value === value)?.label ?? String(value);
  };

  return (
    <Text
      id={`forms.when.${verb}`}
      values={{
        field: source ? <Strong>{source.label}</Strong> : <Gone>{text('forms.when.gone', { name })}</Gone>,
        value: <Strong>{verb === 'in' || verb === 'not-in' ? values.map(said).join(', ') : said(values[0])}</Strong>,
        other: <Strong>{said(values[1])}</Strong>,
      }}
    />
  );
};
