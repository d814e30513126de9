import { Button } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { useEffect } from 'react';
import { styled } from 'styled-components';
import type { Form } from '../../../server/src/forms/contract';
import type { SubmissionRow } from '../../../server/src/submissions/contract';
import { useCache } from '../kernel/api';
import { crmPath } from '../kernel/feature';
import { useFormat } from '../kernel/format';
import { useAnnounce } from '../kernel/LiveRegion';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { TextLink } from '../ui/Links';
import { toneColor } from '../ui/styles';
import { Cluster, Muted, Stack } from '../ui/Type';
import { useDuration } from './duration';
import { LEAD_LISTS, useTestRun } from './test-run';

const Outcome = styled.span<{ $isDone: boolean }>`
  display: inline-flex;
  align-items: center;
  gap: 0.6rem;
  color: ${({ theme, $isDone }) => ($isDone ? toneColor(theme, 'success') : theme.colors.neutral800)};

  svg {
    width: 1.2rem;
    height: 1.2rem;
  }
`;

const useOutcome = () => {
  const text = useText();
  const { time } = useFormat();
  const duration = useDuration();
  return ({ state, receivedAt, processedAt }: SubmissionRow): string => {
    const at = { time: time(receivedAt) };
    if (state === 'quarantined') return text('forms.test.held', at);
    if (state === 'failed') return text('forms.test.failed', at);
    if (state === 'received') return text('forms.test.waiting', at);
    if (!processedAt) return text('forms.test.stored', at);
    const ms = new Date(processedAt).getTime() - new Date(receivedAt).getTime();
    return text('forms.test.done', { ...at, duration: duration(ms) });
  };
};

interface TestRunProps {
  form: Pick<Form, 'id' | 'state'>;
  /** Filled where it is the next thing to do. */
  isPrimary?: boolean;
  onSent?: () => void;
}

export const TestRun = ({ form, isPrimary = false, onSent }: TestRunProps) => {
  const text = useText();
  const announce = useAnnounce();
  const cache = useCache();
  const { can } = useMe();
  const outcomeOf = useOutcome();
  const { run, received, failure, isRunning, mayRun } = useTestRun(form);
  const outcome = received && outcomeOf(received);
  const isDone = received?.state === 'processed';
  const leadId = received?.result?.type === 'lead' ? received.result.id : undefined;

  useEffect(() => {
    if (outcome) announce(outcome);
  }, [announce, outcome]);

  useEffect(() => {
    if (leadId) cache.invalidate(...LEAD_LISTS);
  }, [cache, leadId]);

  if (!mayRun) return <Muted>{text('forms.test.not-allowed')}</Muted>;

  const label = () => {
    if (received) return text('forms.test.again');
    return form.state === 'published' ? text('forms.test.send') : text('forms.test.publish-and-send');
  };

  return (
    <Stack $gap={3}>
      <Cluster $gap={3}>
        <Button
          size="S"
          variant={isPrimary && !received ? 'default' : 'tertiary'}
          loading={isRunning}
          onClick={() => void run().then(onSent)}
        >
          {label()}
        </Button>
        {received && (
          <Outcome $isDone={isDone}>
            {isDone && <Check aria-hidden />}
            {outcome}
          </Outcome>
        )}
        {leadId && can('leads.read') && <TextLink to={crmPath(`leads/${leadId}`)}>{text('forms.test.lead')}</TextLink>}
        {received && !leadId && can('submissions.read') && (
          <TextLink to={crmPath(`submissions?peek=${received.id}`)}>{text('forms.test.submission')}</TextLink>
        )}
      </Cluster>
      {failure && <Banner tone="danger">{failure}</Banner>}
    </Stack>
  );
};
