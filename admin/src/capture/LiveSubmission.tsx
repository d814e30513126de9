import { LinkButton } from '@strapi/design-system';
import { Check, Clock, Shield, WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { SetupStatus } from '../../../server/src/capture/contract';
import { useDuration } from '../forms/duration';
import { crmPath } from '../kernel/feature';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { useReasonWords } from '../submissions/reasons';
import { Avatar } from '../ui/Avatar';
import { Chip } from '../ui/Chip';
import { ellipsis, toneColor, type Tone } from '../ui/styles';
import { Muted, Small, Strong } from '../ui/Type';

type Arrival = SetupStatus['recent'][number];

const Line = styled.div`
  display: flex;
  align-items: baseline;
  justify-content: space-between;
  gap: 1.2rem;
  font-size: 1.4rem;
`;

const Person = styled.div`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr) auto;
  gap: 0.8rem;
  align-items: center;
  margin: 0.8rem 0;
  padding: 0.8rem 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  font-size: 1.4rem;
  line-height: 1.43;

  > div > * {
    ${ellipsis}
    display: block;
  }
`;

const Checks = styled.ul`
  margin: 0;
  padding: 0;
  list-style: none;
`;

const CheckLine = styled.li<{ $tone: Tone }>`
  display: grid;
  grid-template-columns: 1.2rem minmax(0, 1fr) auto;
  gap: 0.8rem;
  align-items: center;
  min-height: 2.2rem;
  font-size: 1.2rem;
  line-height: 1.33;
  color: ${({ theme }) => theme.colors.neutral800};

  svg {
    width: 1.2rem;
    height: 1.2rem;
    color: ${({ theme, $tone }) => toneColor(theme, $tone)};
  }
`;

interface Finding {
  id: string;
  icon: ReactNode;
  tone: Tone;
  words: string;
  time?: string;
}

const DONE = { icon: <Check aria-hidden />, tone: 'success' } as const;

/** What was done with it so far, in order, each with the time it took or happened. */
const useFindings = (arrival: Arrival): Finding[] => {
  const text = useText();
  const { time } = useFormat();
  const duration = useDuration();
  const reasonWords = useReasonWords();
  const { state, reasons, failure, processingMs, duplicateOf, result } = arrival;
  const isHeld = state === 'quarantined';

  const stored: Finding = { id: 'stored', ...DONE, words: text('capture.live.stored'), time: time(arrival.receivedAt) };
  const held = reasons.map(({ reason }): Finding => ({
    id: `held ${reason}`,
    icon: <Shield aria-hidden />,
    tone: 'warning',
    words: text('submissions.held-because', { reasons: reasonWords(reason) }),
  }));
  if (isHeld) return [stored, ...held];

  const passed: Finding = { id: 'passed', ...DONE, words: text(reasons.length > 0 ? 'capture.live.released' : 'capture.live.passed') };
  const outcome = (): Finding => {
    if (state === 'failed') return { id: 'failed', icon: <WarningCircle aria-hidden />, tone: 'danger', words: failure ?? text('submissions.state.failed') };
    if (duplicateOf) return { id: 'duplicate', ...DONE, words: text('capture.live.duplicate') };
    if (state !== 'processed') return { id: 'waiting', icon: <Clock aria-hidden />, tone: 'primary', words: text('capture.live.working') };
    return {
      id: 'created',
      ...DONE,
      words: text(result?.type === 'lead' ? 'capture.live.created' : 'capture.live.processed'),
      time: processingMs === null ? undefined : duration(processingMs),
    };
  };
  return [stored, passed, outcome()];
};

const useTitle = ({ state, isTest }: Arrival): string => {
  const text = useText();
  if (state === 'quarantined') return text('capture.live.title-held');
  if (state === 'failed') return text('capture.live.title-failed');
  return text(isTest ? 'capture.live.title-test' : 'capture.live.title-site');
};

const OpenButton = ({ arrival: { id, name, email, result } }: { arrival: Arrival }) => {
  const text = useText();
  const { can } = useMe();
  const who = name ?? email ?? text('submissions.anonymous');
  const toLead = result?.type === 'lead' && can('leads.read') ? crmPath(`leads/${result.id}`) : undefined;
  const to = toLead ?? (can('submissions.read') ? crmPath(`submissions?peek=${id}`) : undefined);
  if (!to) return null;
  return (
    <LinkButton tag={Link} to={to} size="S" variant="tertiary" aria-label={text('capture.live.open-one', { who })}>
      {text('capture.live.open')}
    </LinkButton>
  );
};

export const LiveSubmission = ({ submission }: { submission: Arrival }) => {
  const text = useText();
  const { time, absolute } = useFormat();
  const title = useTitle(submission);
  const findings = useFindings(submission);
  const { name, email, origin, isTest, receivedAt } = submission;
  const who = name ?? email ?? text('submissions.anonymous');
  const line = [name && email, origin].filter(Boolean).join(' · ');

  return (
    <>
      <Line>
        <Strong>{title}</Strong>
        <Small>
          <time dateTime={receivedAt} title={absolute(receivedAt)}>
            {time(receivedAt)}
          </time>
        </Small>
      </Line>
      <Person>
        <Avatar kind="contact" name={who} />
        <div>
          <Strong>{who}</Strong>
          {line ? <Muted>{line}</Muted> : isTest && <Chip>{text('submissions.test')}</Chip>}
        </div>
        <OpenButton arrival={submission} />
      </Person>
      <Checks>
        {findings.map(({ id, icon, tone, words, time: at }) => (
          <CheckLine key={id} $tone={tone}>
            {icon}
            <span>{words}</span>
            {at && <Small>{at}</Small>}
          </CheckLine>
        ))}
      </Checks>
    </>
  );
};
