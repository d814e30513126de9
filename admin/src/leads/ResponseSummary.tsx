import { styled } from 'styled-components';
import type { Lead } from '../../../server/src/leads/contract';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { Small } from '../ui/Type';
import { useNow } from './now';
import { responseClock, type ResponseClock } from './response-clock';
import { ResponseRing } from './ResponseRing';

const Row = styled.div`
  display: flex;
  align-items: center;
  gap: 1.2rem;
`;

const Words = styled.div`
  display: flex;
  flex-direction: column;
  gap: 0.2rem;
  min-width: 0;
`;

const Title = styled.strong`
  font-size: 1.6rem;
  line-height: 1.25;
  font-weight: 600;
  font-variant-numeric: tabular-nums;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const useClockWords = (clock: ResponseClock): { title: string; note?: string } => {
  const text = useText();
  const { minutes } = useFormat();
  switch (clock.state) {
    case 'waiting':
      return {
        title: text('leads.response.waiting', { duration: minutes(clock.waited) }),
        note: clock.left === null ? undefined : text('leads.response.left', { duration: minutes(clock.left) }),
      };
    case 'late':
      return {
        title: text('leads.response.waiting', { duration: minutes(clock.waited) }),
        note: text('leads.response.late', { duration: minutes(clock.late) }),
      };
    case 'answered':
      return {
        title: text('leads.response.answered', { duration: minutes(clock.after) }),
        note: text(clock.isInTime ? 'leads.response.in-time' : 'leads.response.too-late'),
      };
    case 'closed':
      return { title: text('leads.response.closed') };
  }
};

/** The answer clock in words and as a ring. */
export const ResponseSummary = ({ lead }: { lead: Lead }) => {
  const text = useText();
  const { minutes } = useFormat();
  const clock = responseClock(lead, useNow());
  const { title, note } = useClockWords(clock);
  return (
    <Row>
      <ResponseRing clock={clock} />
      <Words>
        <Title>{title}</Title>
        {note && <Small>{note}</Small>}
        {lead.teamMedianResponseMinutes !== null && (
          <Small>{text('leads.response.median', { duration: minutes(lead.teamMedianResponseMinutes) })}</Small>
        )}
      </Words>
    </Row>
  );
};
