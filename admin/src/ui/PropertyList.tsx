import { Loader } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { Children, isValidElement, useId, useState, type ReactElement, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import type { SaveState } from './inline-save';
import { LinkLikeButton } from './Links';
import { toneColor } from './styles';

const List = styled.dl`
  display: flex;
  flex-direction: column;
  gap: 0.2rem;
  font-size: 1.4rem;
  line-height: 1.43;
`;

const Row = styled.div`
  display: grid;
  grid-template-columns: 9.6rem minmax(0, 1fr);
  gap: 0 0.8rem;
  align-items: start;
`;

const Name = styled.dt`
  padding-top: 1.2rem;
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral600};
  overflow-wrap: anywhere;

  ${({ theme }) => theme.breakpoints.medium} {
    padding-top: 0.6rem;
  }
`;

const Value = styled.dd`
  position: relative;
  min-width: 0;
  min-height: 3.2rem;
  margin: 0;
  color: ${({ theme }) => theme.colors.neutral800};
  overflow-wrap: anywhere;
`;

const Plain = styled.div`
  padding: 1.2rem 0;

  ${({ theme }) => theme.breakpoints.medium} {
    padding: 0.6rem 0;
  }
`;

const Mark = styled.span`
  position: absolute;
  top: 0.6rem;
  right: 0.4rem;
  display: inline-flex;
  align-items: center;
  gap: 0.4rem;
  padding-left: 0.6rem;
  font-size: 1.2rem;
  pointer-events: none;
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => toneColor(theme, 'success')};

  svg {
    width: 1.2rem;
    height: 1.2rem;
  }
`;

const Wrong = styled.p`
  padding-bottom: 0.4rem;
  font-size: 1.2rem;
  color: ${({ theme }) => toneColor(theme, 'danger')};
`;

const SaveMark = ({ state }: { state: SaveState }) => {
  const text = useText();
  if (state === 'saving')
    return (
      <Mark>
        <Loader small>{text('ui.saving')}</Loader>
      </Mark>
    );
  if (state !== 'saved') return null;
  return (
    <Mark aria-hidden>
      <Check />
      {text('ui.saved')}
    </Mark>
  );
};

interface PropertyRowProps {
  label: string;
  state?: SaveState;
  error?: string;
  errorId?: string;
  children: ReactNode;
}

/** The frame of one property: name, value, and what became of saving it. */
export const PropertyRow = ({ label, state = 'idle', error, errorId, children }: PropertyRowProps) => (
  <Row>
    <Name>{label}</Name>
    <Value>
      {children}
      <SaveMark state={state} />
      {error && <Wrong id={errorId}>{error}</Wrong>}
    </Value>
  </Row>
);

interface PropertyProps {
  label: string;
  /** What decides whether the row counts as empty; shown unless there are children. */
  value: unknown;
  children?: ReactNode;
}

/** A fact nobody edits here. */
export const Property = ({ label, value, children }: PropertyProps) => {
  const text = useText();
  return (
    <PropertyRow label={label}>
      <Plain>{isEmpty(value) ? text('ui.property.none') : (children ?? String(value))}</Plain>
    </PropertyRow>
  );
};

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const hasEmptyValue = (child: ReactElement<{ value?: unknown }>) => 'value' in child.props && isEmpty(child.props.value);

/** Properties under each other. Children with an empty `value` hide behind “Show 9 empty”. */
export const PropertyList = ({ children }: { children: ReactNode }) => {
  const text = useText();
  const id = useId();
  const [showsEmpty, setShowsEmpty] = useState(false);
  const all = Children.toArray(children).filter((child): child is ReactElement<{ value?: unknown }> => isValidElement(child));
  const emptyCount = all.filter(hasEmptyValue).length;

  return (
    <>
      <List id={id}>{showsEmpty ? all : all.filter((child) => !hasEmptyValue(child))}</List>
      {emptyCount > 0 && (
        <LinkLikeButton aria-expanded={showsEmpty} aria-controls={id} onClick={() => setShowsEmpty(!showsEmpty)}>
          {showsEmpty ? text('ui.property.hide-empty') : text('ui.property.show-empty', { count: emptyCount })}
        </LinkLikeButton>
      )}
    </>
  );
};
