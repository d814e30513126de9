import { Button } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';

const Bar = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.8rem 1.2rem;
  min-height: 3.2rem;
  padding: 0.4rem 0.4rem 0.4rem 1.2rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.primary100};
  color: ${({ theme }) => theme.colors.primary700};
  font-size: 1.3rem;
`;

const Clear = styled.div`
  margin-left: auto;
`;

/** What can be done with the ticked rows; stands where the filters are while some are ticked. */
export const BulkBar = ({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) => {
  const text = useText();
  return (
    <Bar role="group" aria-label={text('ui.select.chosen', { count })}>
      <span>{text('ui.select.chosen', { count })}</span>
      {children}
      <Clear>
        <Button size="S" variant="ghost" onClick={onClear}>
          {text('ui.select.clear')}
        </Button>
      </Clear>
    </Bar>
  );
};
