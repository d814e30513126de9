import { VisuallyHidden } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { plainButton } from './styles';

const Steps = styled.ol`
  display: flex;
  gap: 0.4rem;
  margin: 0;
  padding: 0;
  list-style: none;
`;

const Step = styled.li`
  flex: 1;
  min-width: 0;
`;

const Face = styled.div<{ $state: StepState }>`
  display: flex;
  flex-direction: column;
  gap: 0.2rem;
  width: 100%;
  min-height: 4.4rem;
  padding-top: 1.2rem;
  position: relative;
  font-size: 1.4rem;
  line-height: 1.43;
  font-weight: ${({ $state }) => ($state === 'current' ? 600 : 400)};
  color: ${({ theme, $state }) => ($state === 'next' ? theme.colors.neutral600 : theme.colors.neutral800)};
  overflow-wrap: anywhere;

  &::before {
    content: '';
    position: absolute;
    top: 0;
    left: 0;
    right: 0;
    height: 0.4rem;
    border-radius: 2px;
    background: ${({ theme, $state }) => ($state === 'next' ? theme.colors.neutral200 : theme.colors.primary600)};
  }

  small {
    font-size: 1.2rem;
    font-weight: 400;
    color: ${({ theme }) => theme.colors.neutral600};
  }
`;

const PressableFace = styled(Face)`
  ${plainButton}
  padding-top: 1.2rem;
  font-size: 1.4rem;
  line-height: 1.43;

  &:hover:not(:disabled) {
    color: ${({ theme }) => theme.colors.primary600};
  }
`;

export type StepState = 'done' | 'current' | 'next';

export interface StepDefinition<Id extends string> {
  id: Id;
  label: string;
  note?: ReactNode;
  state: StepState;
  /** False where the rules do not allow this step now. */
  canMoveTo?: boolean;
}

interface StepperProps<Id extends string> {
  label: string;
  steps: readonly StepDefinition<Id>[];
  /** A click moves there. */
  onMove?: (id: Id) => void;
}

export const Stepper = <Id extends string>({ label, steps, onMove }: StepperProps<Id>) => {
  const text = useText();
  return (
    <Steps aria-label={label}>
      {steps.map(({ id, label: name, note, state, canMoveTo = false }) => {
        const words = (
          <>
            <span>
              {name}
              <VisuallyHidden>{text(`ui.step.${state}`)}</VisuallyHidden>
            </span>
            {note && <small>{note}</small>}
          </>
        );
        return (
          <Step key={id} aria-current={state === 'current' ? 'step' : undefined}>
            {onMove && canMoveTo ? (
              <PressableFace as="button" type="button" $state={state} onClick={() => onMove(id)}>
                {words}
              </PressableFace>
            ) : (
              <Face $state={state}>{words}</Face>
            )}
          </Step>
        );
      })}
    </Steps>
  );
};
