import { useId, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { Stack } from '../ui/Type';

const Part = styled.div`
  padding-top: 1.6rem;
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Title = styled.h3`
  margin-bottom: 1.2rem;
  font-size: 1.3rem;
  line-height: 1.43;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral600};
`;

export const InspectorSection = ({ title, children }: { title: string; children: ReactNode }) => {
  const id = useId();
  return (
    <Part role="group" aria-labelledby={id}>
      <Title id={id}>{title}</Title>
      <Stack $gap={4}>{children}</Stack>
    </Part>
  );
};
