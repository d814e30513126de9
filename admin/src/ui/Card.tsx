import { useId, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { surface } from './styles';

const Surface = styled.section`
  ${surface}
  min-width: 0;
  font-size: 1.4rem;
  line-height: 1.43;
`;

const Head = styled.header`
  display: flex;
  align-items: center;
  gap: 0.8rem;
  min-height: 3.2rem;
  padding: 1.2rem 1.6rem 0;
`;

const Title = styled.h2`
  font-size: 1.4rem;
  line-height: 1.43;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Count = styled.span`
  color: ${({ theme }) => theme.colors.neutral600};
  font-variant-numeric: tabular-nums;
`;

const End = styled.div`
  display: flex;
  align-items: center;
  gap: 0.4rem;
  margin-left: auto;
`;

const Body = styled.div<{ $isFlush: boolean }>`
  padding: ${({ $isFlush }) => ($isFlush ? '0' : '1.2rem 1.6rem 1.6rem')};
`;

interface CardProps {
  title?: ReactNode;
  count?: ReactNode;
  actions?: ReactNode;
  /** Content that reaches the edges, such as a table. */
  isFlush?: boolean;
  children: ReactNode;
}

export const Card = ({ title, count, actions, isFlush = false, children }: CardProps) => {
  const titleId = useId();
  return (
    <Surface aria-labelledby={title ? titleId : undefined}>
      {title && (
        <Head>
          <Title id={titleId}>{title}</Title>
          {count !== undefined && <Count>{count}</Count>}
          {actions && <End>{actions}</End>}
        </Head>
      )}
      <Body $isFlush={isFlush}>{children}</Body>
    </Surface>
  );
};
