import { CheckCircle, Clock, MinusCircle, WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import type { LeadRow } from '../../../server/src/leads/contract';
import { useFormat, type Format } from '../kernel/format';
import { useText } from '../kernel/text';
import { toneColor } from '../ui/styles';
import { useNow } from './now';
import { CLOCK_TONES, responseClock, type ClockState, type ResponseClock } from './response-clock';

/** Each state has a shape of its own, so that it is told apart without its colour. */
const ICONS = { waiting: Clock, late: WarningCircle, answered: CheckCircle, closed: MinusCircle } as const;

const Line = styled.span<{ $state: ClockState }>`
  display: inline-flex;
  align-items: center;
  gap: 0.8rem;
  white-space: nowrap;
  font-variant-numeric: tabular-nums;
  color: ${({ theme, $state }) => {
    if ($state === 'late') return toneColor(theme, 'danger');
    return $state === 'waiting' ? theme.colors.neutral800 : theme.colors.neutral600;
  }};

  svg {
    flex: none;
    width: 1.6rem;
    height: 1.6rem;
    color: ${({ theme, $state }) => toneColor(theme, CLOCK_TONES[$state])};
  }
`;

const words = (clock: ResponseClock, text: ReturnType<typeof useText>, minutes: Format['minutes']): string => {
  if (clock.state === 'answered') return text('leads.clock.answered', { duration: minutes(clock.after) });
  if (clock.state === 'closed') return text('leads.clock.closed');
  if (clock.state === 'late') return text('leads.clock.late', { duration: minutes(clock.late) });
  if (clock.left === null) return text('leads.clock.waiting', { duration: minutes(clock.waited) });
  return text('leads.clock.due', { duration: minutes(clock.left) });
};

/** “Due in 34 min”, in one line of a list. */
export const AnswerClock = ({ lead }: { lead: LeadRow }) => {
  const text = useText();
  const { minutes, absolute } = useFormat();
  const clock = responseClock(lead, useNow());
  const Icon = ICONS[clock.state];
  const at = lead.firstRespondedAt ?? lead.firstResponseDueAt;
  return (
    <Line $state={clock.state} title={at === null ? undefined : absolute(at)}>
      <Icon aria-hidden />
      {words(clock, text, minutes)}
    </Line>
  );
};
