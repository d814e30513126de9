import { css, styled } from 'styled-components';
import type { Lead } from '../../../server/src/leads/contract';
import { useFormat } from '../kernel/format';
import { toneColor, type Tone } from '../ui/styles';
import { Small, Strong } from '../ui/Type';
import type { PathStop } from './lead-path';
import { StopDetail, useStopTitle } from './LeadPathWords';

const line = css`
  background: ${({ theme }) => theme.colors.neutral200};
`;

const Stop = styled.li`
  position: relative;
  display: flex;
  flex-direction: column;
  gap: 0.2rem;
  min-width: 0;
  padding: 0 0 2rem 3.2rem;
  font-size: 1.4rem;
  line-height: 1.43;
  overflow-wrap: anywhere;
  color: ${({ theme }) => theme.colors.neutral800};

  /* A link on a line of its own is a target of 24 px. */
  > a {
    padding: 0.2rem 0;
  }

  &:last-child {
    padding-bottom: 0;
  }

  ${({ theme }) => theme.breakpoints.large} {
    flex: 1 1 0;
    padding: 2.8rem 1.6rem 0 0;
  }
`;

const Marker = styled.span<{ $tone: Tone | null }>`
  position: absolute;
  top: 0.2rem;
  left: 0;
  width: 1.6rem;
  height: 1.6rem;
  border: 2px solid ${({ theme, $tone }) => ($tone ? toneColor(theme, $tone) : theme.colors.neutral500)};
  border-radius: 50%;
  background: ${({ theme }) => theme.colors.neutral0};

  &::after {
    content: '';
    position: absolute;
    inset: 0.2rem;
    border-radius: 50%;
    background: ${({ theme, $tone }) => ($tone ? toneColor(theme, $tone) : 'transparent')};
  }

  ${({ theme }) => theme.breakpoints.large} {
    top: 0;
  }
`;

const Gap = styled.span`
  font-size: 1.2rem;
  line-height: 1.33;
  padding-top: 0.4rem;
  color: ${({ theme }) => theme.colors.neutral600};

  &::before {
    ${line}
    content: '';
    position: absolute;
    left: 0.75rem;
    top: 2.2rem;
    bottom: 0.2rem;
    width: 1px;
  }

  ${({ theme }) => theme.breakpoints.large} {
    position: absolute;
    top: 0;
    left: 2rem;
    right: 0.4rem;
    display: flex;
    align-items: center;
    gap: 0.8rem;
    height: 1.6rem;
    padding-top: 0;
    white-space: nowrap;

    &::before,
    &::after {
      ${line}
      content: '';
      position: static;
      flex: 1;
      width: auto;
      height: 1px;
    }

    &:empty {
      gap: 0;
    }
  }
`;

const toneOf = (stop: PathStop): Tone | null => {
  if (stop.kind === 'now') return stop.tone;
  return stop.kind === 'answered' ? 'success' : null;
};

interface LeadPathStopProps {
  lead: Lead;
  stop: PathStop;
  /** How long it took to the next stop, where both times are known. */
  gap: string | null;
  isLast: boolean;
}

export const LeadPathStop = ({ lead, stop, gap, isLast }: LeadPathStopProps) => {
  const { date, time, absolute } = useFormat();
  const titleOf = useStopTitle();
  return (
    <Stop>
      <Marker $tone={toneOf(stop)} aria-hidden />
      <Strong>{titleOf(stop, lead)}</Strong>
      {stop.at && (
        <Small as="time" dateTime={stop.at} title={absolute(stop.at)}>
          {date(stop.at)}, {time(stop.at)}
        </Small>
      )}
      <StopDetail lead={lead} stop={stop} />
      {!isLast && <Gap>{gap}</Gap>}
    </Stop>
  );
};
