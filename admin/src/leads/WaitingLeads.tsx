import { Button } from '@strapi/design-system';
import { ArrowUp } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';

const Place = styled.div`
  position: sticky;
  bottom: 1.6rem;
  z-index: 1;
  display: flex;
  justify-content: center;
  height: 0;

  > * {
    transform: translateY(-100%);
    box-shadow: ${({ theme }) => theme.shadows.popupShadow};
  }
`;

/** Says that more has come while somebody reads further down. */
export const WaitingLeads = ({ count, onShow }: { count: number; onShow: () => void }) => {
  const text = useText();
  if (count === 0) return null;
  return (
    <Place role="status">
      <Button variant="secondary" size="S" startIcon={<ArrowUp />} onClick={onShow}>
        {text('leads.waiting-rows', { count })}
      </Button>
    </Place>
  );
};
