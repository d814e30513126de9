import { Check } from '@strapi/icons';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { toneColor } from '../ui/styles';
import { Muted, Stack } from '../ui/Type';

const Title = styled.h3`
  display: flex;
  align-items: center;
  gap: 0.6rem;
  font-size: 1.4rem;
  line-height: 1.43;
  font-weight: 600;

  svg {
    width: 1.2rem;
    height: 1.2rem;
    color: ${({ theme }) => toneColor(theme, 'success')};
  }
`;

interface SetupTaskProps {
  title: string;
  words: ReactNode;
  isDone?: boolean;
  children?: ReactNode;
}

/** A part of a step: what to do, why, and the means to do it. */
export const SetupTask = ({ title, words, isDone = false, children }: SetupTaskProps) => (
  <Stack $gap={2}>
    <div>
      <Title>
        {title}
        {isDone && <Check aria-hidden />}
      </Title>
      <Muted as="p">{words}</Muted>
    </div>
    {children}
  </Stack>
);
