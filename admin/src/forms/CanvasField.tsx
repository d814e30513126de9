import { IconButton } from '@strapi/design-system';
import { ArrowDown, ArrowRight, ArrowUp, Duplicate, ManyWays, Trash } from '@strapi/icons';
import { styled } from 'styled-components';
import type { FormField } from '../../../server/src/forms/contract';
import { Text, useText } from '../kernel/text';
import { plainButton, toneColor } from '../ui/styles';
import { Small } from '../ui/Type';
import { ConditionWords } from './ConditionWords';
import { FieldPicture } from './FieldPicture';
import { isTick } from './field-kinds';
import { Wrong } from './Wrong';

const Frame = styled.li<{ $isSelected: boolean; $isStep: boolean; $hasProblem: boolean }>`
  position: relative;
  padding: 1.2rem;
  border: 2px solid ${({ theme, $isSelected }) => ($isSelected ? theme.colors.primary600 : 'transparent')};
  border-radius: 0.6rem;
  scroll-margin: 8rem;

  ${({ theme, $hasProblem, $isSelected }) => $hasProblem && !$isSelected && `border-color: ${toneColor(theme, 'danger')};`}
  ${({ theme, $isStep }) => $isStep && `margin-top: 1.6rem; &::before { content: ''; position: absolute; top: -1.2rem; left: -1.6rem; right: -1.6rem; border-top: 2px dashed ${theme.colors.neutral200}; }`}

  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
`;

const Head = styled.div<{ $isTick: boolean }>`
  display: flex;
  flex-wrap: wrap;
  align-items: ${({ $isTick }) => ($isTick ? 'flex-start' : 'baseline')};
  gap: 0 0.8rem;
`;

/** The whole field answers a click; the buttons stand above it. */
const Label = styled.button<{ $isQuiet: boolean; $isTitle: boolean }>`
  ${plainButton}
  flex: 1 1 16rem;
  min-width: 0;
  min-height: 2.4rem;
  font-size: ${({ $isTitle }) => ($isTitle ? '1.6rem' : '1.4rem')};
  line-height: 1.43;
  font-weight: ${({ $isQuiet }) => ($isQuiet ? 400 : 600)};
  overflow-wrap: anywhere;
  color: ${({ theme }) => theme.colors.neutral800};

  &::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  &:focus-visible {
    outline: 0;
  }

  &:focus-visible::after {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
    border-radius: 0.6rem;
  }
`;

const Star = styled.span`
  color: ${({ theme }) => toneColor(theme, 'danger')};
`;

const Fact = styled(Small)`
  display: inline-flex;
  align-items: center;
  gap: 0.4rem;

  svg {
    flex: none;
    width: 1.2rem;
    height: 1.2rem;
  }
`;

const Foot = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.4rem 1.6rem;
  margin-top: 0.4rem;
`;

const Buttons = styled.div<{ $isSelected: boolean }>`
  position: relative;
  display: flex;
  gap: 0.4rem;
  margin-left: auto;

  /* A direction that leads nowhere steps back; the design system would put it in a box. */
  button:disabled {
    border-color: transparent;
    background: transparent;
    opacity: 0.4;
  }

  @media (hover: hover) {
    ${({ theme, $isSelected }) =>
      !$isSelected &&
      `position: absolute; right: 0.8rem; bottom: 0.4rem; border: 1px solid ${theme.colors.neutral200}; border-radius: ${theme.borderRadius}; background: ${theme.colors.neutral0}; opacity: 0;
      li:hover > div > &, &:focus-within { opacity: 1; }`}
  }
`;

type Place = 'edit' | 'up' | 'down';

const elementId = (name: string, place: Place) => `field-${name}-${place}`;

/** After the list was drawn anew; at the end of the list the other direction takes over. */
export const focusField = (name: string, place: Place) =>
  requestAnimationFrame(() => {
    const others: readonly Place[] = place === 'up' ? ['up', 'down', 'edit'] : place === 'down' ? ['down', 'up', 'edit'] : ['edit'];
    others
      .map((one) => document.getElementById(elementId(name, one)))
      .find((element) => element && !element.hasAttribute('disabled'))
      ?.focus();
  });

interface CanvasFieldProps {
  field: FormField;
  fields: readonly FormField[];
  /** “Step 2 of 3”, of a page break. */
  step?: string;
  problems: readonly string[];
  isSelected: boolean;
  isReadOnly: boolean;
  onSelect: () => void;
  onMove: (step: 1 | -1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

/** A field as visitors see it, with what only the team sees: where the answer goes, when it shows, what is wrong. */
export const CanvasField = ({ field, fields, step, problems, isSelected, isReadOnly, onSelect, onMove, onDuplicate, onRemove }: CanvasFieldProps) => {
  const text = useText();
  const { label, name, type, showWhen } = field;
  const target = field.mapTo ? text(`forms.target.${field.mapTo}`) : type === 'consent' ? text('forms.target.consent') : undefined;
  const place = fields.indexOf(field);

  return (
    <Frame $isSelected={isSelected} $isStep={step !== undefined} $hasProblem={problems.length > 0}>
      <Head $isTick={isTick(type)}>
        {step && <Small>{step}</Small>}
        {isTick(type) && <FieldPicture field={field} />}
        <Label
          type="button"
          id={elementId(name, 'edit')}
          $isQuiet={isTick(type)}
          $isTitle={type === 'heading' || type === 'page-break'}
          disabled={isReadOnly}
          aria-label={isReadOnly ? undefined : text('forms.field.edit-one', { label })}
          aria-current={isSelected || undefined}
          onClick={onSelect}
        >
          {label}
          {field.isRequired && <Star> *</Star>}
        </Label>
        {target && (
          <Fact title={text('forms.field.goes-to', { target })}>
            <ArrowRight aria-hidden />
            {target}
          </Fact>
        )}
      </Head>
      {!isTick(type) && <FieldPicture field={field} />}
      {field.help && <Small as="p">{field.help}</Small>}
      {problems.map((problem) => (
        <Wrong key={problem}>{problem}</Wrong>
      ))}
      <Foot>
        {showWhen && (
          <Fact>
            <ManyWays aria-hidden />
            <span>
              <Text id="forms.logic.shown-when" values={{ words: <ConditionWords condition={showWhen} fields={fields} /> }} />
            </span>
          </Fact>
        )}
        {!isReadOnly && (
          <Buttons $isSelected={isSelected}>
            <IconButton id={elementId(name, 'up')} size="S" variant="ghost" label={text('forms.field.up', { label })} disabled={place === 0} onClick={() => onMove(-1)}>
              <ArrowUp />
            </IconButton>
            <IconButton id={elementId(name, 'down')} size="S" variant="ghost" label={text('forms.field.down', { label })} disabled={place === fields.length - 1} onClick={() => onMove(1)}>
              <ArrowDown />
            </IconButton>
            <IconButton size="S" variant="ghost" label={text('forms.field.duplicate', { label })} onClick={onDuplicate}>
              <Duplicate />
            </IconButton>
            <IconButton size="S" variant="ghost" label={text('forms.field.remove', { label })} onClick={onRemove}>
              <Trash />
            </IconButton>
          </Buttons>
        )}
      </Foot>
    </Frame>
  );
};
