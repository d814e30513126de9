import { styled } from 'styled-components';
import type { Option } from './FilterBar';
import { controlHeight, plainButton } from './styles';

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 0.4rem;
`;

const Choice = styled.button`
  ${plainButton}
  ${controlHeight}
  padding: 0 1.2rem;
  border: 1px solid transparent;
  border-radius: 2.2rem;
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral600};

  &:hover {
    color: ${({ theme }) => theme.colors.neutral800};
  }

  &[aria-pressed='true'] {
    border-color: ${({ theme }) => theme.colors.neutral200};
    background: ${({ theme }) => theme.colors.neutral0};
    font-weight: 600;
    color: ${({ theme }) => theme.colors.neutral800};
  }
`;

interface ChoiceChipsProps<Value extends string> {
  label: string;
  options: readonly Option<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, such as the kinds above a timeline. */
export const ChoiceChips = <Value extends string>({ label, options, value, onChange }: ChoiceChipsProps<Value>) => (
  <Row role="group" aria-label={label}>
    {options.map((option) => (
      <Choice key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
        {option.label}
      </Choice>
    ))}
  </Row>
);
