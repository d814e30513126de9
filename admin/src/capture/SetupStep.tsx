import { VisuallyHidden } from '@strapi/design-system';
import { Check, ChevronDown, ChevronUp } from '@strapi/icons';
import { useId, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { plainButton, surface, toneColor } from '../ui/styles';

const Surface = styled.section`
  ${surface}
  min-width: 0;
`;

const Heading = styled.h2`
  font-size: inherit;
  font-weight: inherit;
`;

const Toggle = styled.button`
  ${plainButton}
  display: grid;
  grid-template-columns: auto minmax(0, 1fr) auto;
  gap: 0 1.2rem;
  align-items: center;
  width: 100%;
  min-height: 6.4rem;
  padding: 1.2rem 1.6rem;
  border-radius: ${({ theme }) => theme.borderRadius};

  > svg {
    width: 1.2rem;
    height: 1.2rem;
    color: ${({ theme }) => theme.colors.neutral600};
  }
`;

const Mark = styled.span<{ $isDone: boolean; $isOpen: boolean }>`
  display: grid;
  place-items: center;
  box-sizing: border-box;
  width: 2.4rem;
  height: 2.4rem;
  border-radius: 50%;
  font-size: 1.2rem;
  font-weight: 600;
  border: ${({ theme, $isDone, $isOpen }) => {
    if ($isDone) return '0';
    return $isOpen ? `2px solid ${theme.colors.primary600}` : `1px solid ${theme.colors.neutral500}`;
  }};
  background: ${({ theme, $isDone }) => ($isDone ? toneColor(theme, 'success') : 'transparent')};
  color: ${({ theme, $isDone, $isOpen }) => {
    if ($isDone) return theme.colors.neutral0;
    return $isOpen ? theme.colors.primary600 : theme.colors.neutral600;
  }};

  svg {
    width: 1.2rem;
    height: 1.2rem;
  }
`;

const Words = styled.span`
  display: flex;
  flex-direction: column;
  min-width: 0;
  font-size: 1.4rem;
  line-height: 1.43;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral800};

  small {
    font-size: 1.3rem;
    font-weight: 400;
    color: ${({ theme }) => theme.colors.neutral600};
  }
`;

const Content = styled.div`
  display: flex;
  flex-direction: column;
  gap: 2rem;
  padding: 0.4rem 1.6rem 1.6rem;

  /* In line with the words of the heading, where there is room for it. */
  ${({ theme }) => theme.breakpoints.medium} {
    padding-left: 5.2rem;
  }
`;

interface SetupStepProps {
  number: number;
  title: string;
  subtitle: string;
  isDone: boolean;
  isOpen: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** One step, done in place. Closed, it keeps its line with the number or the tick. */
export const SetupStep = ({ number, title, subtitle, isDone, isOpen, onToggle, children }: SetupStepProps) => {
  const text = useText();
  const titleId = useId();
  const contentId = useId();
  return (
    <Surface aria-labelledby={titleId}>
      <Heading>
        <Toggle type="button" aria-expanded={isOpen} aria-controls={contentId} onClick={onToggle}>
          <Mark $isDone={isDone} $isOpen={isOpen} aria-hidden>
            {isDone ? <Check /> : number}
          </Mark>
          <Words>
            <span id={titleId}>
              {title}
              {isDone && <VisuallyHidden>{text('capture.step.done')}</VisuallyHidden>}
            </span>
            <small>{subtitle}</small>
          </Words>
          {isOpen ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
        </Toggle>
      </Heading>
      <div id={contentId} hidden={!isOpen}>
        {isOpen && <Content>{children}</Content>}
      </div>
    </Surface>
  );
};
