import { VisuallyHidden } from '@strapi/design-system';
import { useEffect, useState, type ReactNode } from 'react';
import { keyframes, styled } from 'styled-components';
import { useText } from '../kernel/text';
import { pagePadding, surface } from './styles';

const SHOWN_AFTER_MS = 300;

const breathe = keyframes`
  50% { opacity: 0.5; }
`;

export const Bar = styled.span<{ $width?: string; $height?: string }>`
  display: block;
  width: ${({ $width = '100%' }) => $width};
  max-width: 100%;
  height: ${({ $height = '1.2rem' }) => $height};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral150};

  @media (prefers-reduced-motion: no-preference) {
    animation: ${breathe} 1.6s ease-in-out infinite;
  }
`;

/** Takes its final room at once and paints after 300 ms, so that a quick answer neither flashes nor moves anything. */
export const Skeleton = ({ children }: { children: ReactNode }) => {
  const text = useText();
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div aria-busy="true">
      <VisuallyHidden>{text('ui.loading')}</VisuallyHidden>
      <div aria-hidden style={{ visibility: isShown ? 'visible' : 'hidden' }}>
        {children}
      </div>
    </div>
  );
};

const Line = styled.div`
  display: flex;
  align-items: center;
  gap: 2.4rem;
  height: 4.4rem;
  padding: 0 1.6rem;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

export const RowsSkeleton = ({ rows = 8 }: { rows?: number }) => (
  <Skeleton>
    {Array.from({ length: rows }, (_, row) => (
      <Line key={row}>
        <Bar $width="22%" />
        <Bar $width="18%" />
        <Bar $width="12%" />
        <Bar $width="24%" />
      </Line>
    ))}
  </Skeleton>
);

export const LinesSkeleton = ({ lines = 4 }: { lines?: number }) => (
  <Skeleton>
    {Array.from({ length: lines }, (_, line) => (
      <Bar key={line} $width={line % 2 ? '64%' : '88%'} style={{ marginBottom: '1.6rem' }} />
    ))}
  </Skeleton>
);

const Page = styled.div`
  ${pagePadding}
  padding-top: 2.4rem;
  display: grid;
  gap: 1.6rem;
`;

const Block = styled.div<{ $height: string }>`
  ${surface}
  height: ${({ $height }) => $height};
  padding: 1.6rem;
`;

export const PageSkeleton = () => (
  <Skeleton>
    <Page>
      <Bar $width="24rem" $height="3rem" />
      <Block $height="5.6rem" />
      <Block $height="40rem" />
    </Page>
  </Skeleton>
);

const Columns = styled.div`
  display: grid;
  gap: 1.6rem;

  ${({ theme }) => theme.breakpoints.medium} {
    grid-template-columns: 28.8rem minmax(0, 1fr);
  }
`;

export const RecordSkeleton = () => (
  <Skeleton>
    <Page>
      <Bar $width="12rem" />
      <Bar $width="32rem" $height="4.8rem" />
      <Block $height="8.4rem" />
      <Columns>
        <Block $height="36rem" />
        <Block $height="36rem" />
      </Columns>
    </Page>
  </Skeleton>
);
