import { Button, Checkbox, Popover } from '@strapi/design-system';
import { Cross, Plus } from '@strapi/icons';
import { useState, type ReactNode } from 'react';
import { styled } from 'styled-components';
import type { ListState } from '../kernel/url-state';
import { useText } from '../kernel/text';
import { controlHeight, ellipsis, plainButton } from './styles';

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
}

export interface FilterDefinition {
  /** The name in the contract's `filters`. */
  name: string;
  label: string;
  options: readonly Option[];
  /** One value only, where the contract takes no list. */
  isSingle?: boolean;
}

const Bar = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.8rem;
`;

const End = styled.div`
  margin-left: auto;
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral600};
`;

const FilterChip = styled.span`
  ${controlHeight}
  display: inline-flex;
  align-items: stretch;
  max-width: 100%;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral600};
  font-size: 1.3rem;
`;

const Edit = styled.button`
  ${plainButton}
  ${ellipsis}
  padding: 0 0.4rem 0 1.2rem;

  strong {
    font-weight: 600;
    color: ${({ theme }) => theme.colors.neutral800};
  }
`;

const Remove = styled.button`
  ${plainButton}
  display: grid;
  place-items: center;
  width: 2.8rem;

  svg {
    width: 1rem;
    height: 1rem;
  }
`;

const Panel = styled.div`
  display: flex;
  flex-direction: column;
  gap: 0.4rem;
  min-width: 20rem;
  max-height: 32rem;
  overflow: auto;
  padding: 0.8rem;
`;

const Choice = styled.button`
  ${plainButton}
  ${controlHeight}
  padding: 0 0.8rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};

  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
`;

const CheckRow = styled.div`
  ${controlHeight}
  display: flex;
  align-items: center;
  padding: 0 0.8rem;
`;

interface OptionsProps {
  filter: FilterDefinition;
  values: readonly string[];
  onChange: (values: string[]) => void;
}

const Options = ({ filter, values, onChange }: OptionsProps) => (
  <Panel role="group" aria-label={filter.label}>
    {filter.options.map(({ value, label }) => {
      const isOn = values.includes(value);
      const others = filter.isSingle ? [] : values.filter((one) => one !== value);
      return (
        <CheckRow key={value}>
          <Checkbox checked={isOn} onCheckedChange={() => onChange(isOn ? others : [...others, value])}>
            {label}
          </Checkbox>
        </CheckRow>
      );
    })}
  </Panel>
);

const ActiveFilter = ({ filter, values, onChange }: OptionsProps) => {
  const text = useText();
  const labels = values.map((value) => filter.options.find((option) => option.value === value)?.label ?? value);
  return (
    <FilterChip>
      <Popover.Root>
        <Popover.Trigger>
          <Edit type="button">
            {filter.label} <strong>{labels.join(', ')}</strong>
          </Edit>
        </Popover.Trigger>
        <Popover.Content align="start">
          <Options filter={filter} values={values} onChange={onChange} />
        </Popover.Content>
      </Popover.Root>
      <Remove type="button" aria-label={text('ui.filter.remove', { name: filter.label })} onClick={() => onChange([])}>
        <Cross aria-hidden />
      </Remove>
    </FilterChip>
  );
};

interface FilterBarProps {
  filters: readonly FilterDefinition[];
  list: ListState;
  /** The live count, or other things at the end of the bar. */
  end?: ReactNode;
}

export const FilterBar = ({ filters, list, end }: FilterBarProps) => {
  const text = useText();
  const [picked, setPicked] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const valuesOf = (name: string) => list.filters[name] ?? [];
  const active = filters.filter(({ name }) => valuesOf(name).length > 0);
  const rest = filters.filter(({ name }) => valuesOf(name).length === 0 || name === picked);
  const filter = filters.find(({ name }) => name === picked);

  const onOpenChange = (opens: boolean) => {
    setIsOpen(opens);
    setPicked(opens && rest.length === 1 ? (rest[0]?.name ?? null) : null);
  };

  return (
    <Bar>
      {active.map((one) => (
        <ActiveFilter key={one.name} filter={one} values={valuesOf(one.name)} onChange={(values) => list.setFilter(one.name, values)} />
      ))}
      {rest.length > 0 && (
        <Popover.Root open={isOpen} onOpenChange={onOpenChange}>
          <Popover.Trigger>
            <Button variant="ghost" size="S" startIcon={<Plus />}>
              {text('ui.filter.add')}
            </Button>
          </Popover.Trigger>
          <Popover.Content align="start">
            {filter ? (
              <Options filter={filter} values={valuesOf(filter.name)} onChange={(values) => list.setFilter(filter.name, values)} />
            ) : (
              <Panel>
                {rest.map(({ name, label }) => (
                  <Choice key={name} type="button" onClick={() => setPicked(name)}>
                    {label}
                  </Choice>
                ))}
              </Panel>
            )}
          </Popover.Content>
        </Popover.Root>
      )}
      {end && <End>{end}</End>}
    </Bar>
  );
};
