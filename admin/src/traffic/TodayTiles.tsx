import type { UseQueryResult } from '@tanstack/react-query';
import { submissionsContract } from '../../../server/src/submissions/contract';
import type { CaptureHealth } from '../../../server/src/traffic/contract';
import { useEndpoint } from '../kernel/api';
import type { ApiError } from '../kernel/api-error';
import { crmPath } from '../kernel/feature';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Highlights, type Fact } from '../ui/Highlights';
import { TextLink } from '../ui/Links';
import { countsOf, OUTCOMES } from './outcomes';

interface TodayTilesProps {
  health: UseQueryResult<CaptureHealth, ApiError>;
  formId: string | undefined;
}

const UNKNOWN = '–';

export const submissionsPath = (state: 'failed' | 'quarantined', formId: string | undefined): string =>
  crmPath(`submissions?${new URLSearchParams({ 'filter.state': state, ...(formId && { 'filter.form': formId }) }).toString()}`);

/** Keeps its room while it loads, and shows a dash for what could not be had. */
export const TodayTiles = ({ health, formId }: TodayTilesProps) => {
  const text = useText();
  const { number } = useFormat();
  const { can } = useMe();
  const submissions = useEndpoint(submissionsContract.endpoints.counts, {}, { enabled: can('submissions.read') });

  const { data } = health;
  const today = data && countsOf(data.counts.filter(({ day }) => day === data.to));
  const kept = submissions.data?.results.filter((one) => formId === undefined || one.formId === formId);
  const sum = (key: 'failed' | 'quarantined') => kept?.reduce((total, one) => total + one[key], 0);
  const linked = (state: 'failed' | 'quarantined') => {
    const count = sum(state);
    return count === undefined ? UNKNOWN : <TextLink to={submissionsPath(state, formId)}>{number(count)}</TextLink>;
  };

  const facts: Fact[] = OUTCOMES.map((outcome) => ({
    label: text(`traffic.tile.${outcome}`),
    value: today ? number(today[outcome]) : UNKNOWN,
    note: text('traffic.tile.today-note'),
  }));
  if (can('submissions.read'))
    facts.push(
      { label: text('traffic.tile.failed'), value: linked('failed'), note: text('traffic.tile.failed-note') },
      { label: text('traffic.tile.quarantine'), value: linked('quarantined'), note: text('traffic.tile.quarantine-note') },
    );
  return <Highlights facts={facts} />;
};
