import { styled } from 'styled-components';
import type { z } from 'zod';
import { jobsContract, type schedule } from '../../../server/src/jobs/contract';
import { useEndpoint } from '../kernel/api';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { LoadFailed } from '../ui/LoadFailed';
import { RelativeTime } from '../ui/RelativeTime';
import { LinesSkeleton } from '../ui/Skeleton';
import { Code, Muted, Small, Strong } from '../ui/Type';
import { cronWords } from './cron-words';
import { useJobName } from './job-name';

type Schedule = z.infer<typeof schedule>;

const REFRESH_MS = 30_000;

const Row = styled.li`
  display: grid;
  gap: 0.8rem 1.6rem;
  padding: 1.2rem 0;
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};

  & + & {
    border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  &:first-child {
    padding-top: 0;
  }

  &:last-child {
    padding-bottom: 0;
  }

  ${({ theme }) => theme.breakpoints.medium} {
    grid-template-columns: minmax(0, 3fr) minmax(0, 4fr);
  }
`;

const Name = styled.div`
  display: flex;
  flex-direction: column;
  min-width: 0;
  overflow-wrap: anywhere;
`;

const Facts = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
  gap: 0.8rem 1.6rem;

  dd {
    margin: 0;
  }
`;

export const SchedulesCard = () => {
  const text = useText();
  const schedules = useEndpoint(jobsContract.endpoints.schedules, {}, { refetchInterval: REFRESH_MS });
  const content = () => {
    if (schedules.data && schedules.data.results.length === 0) return <Muted>{text('jobs.schedules.empty')}</Muted>;
    if (schedules.data)
      return (
        <ul>
          {schedules.data.results.map((one) => (
            <ScheduleRow key={one.name} schedule={one} />
          ))}
        </ul>
      );
    if (schedules.isError) return <LoadFailed isInside error={schedules.error} onRetry={() => void schedules.refetch()} />;
    return <LinesSkeleton lines={2} />;
  };
  return <Card title={text('jobs.schedules.title')}>{content()}</Card>;
};

const ScheduleRow = ({ schedule: { name, cron, timezone, missed, nextRunAt, lastRunAt } }: { schedule: Schedule }) => {
  const text = useText();
  const nameOf = useJobName();
  const words = cronWords(cron);
  return (
    <Row>
      <Name>
        <Strong>{nameOf(name)}</Strong>
        {words && <span>{text(words.id, words.values)}</span>}
        <Small>
          <Code>{cron}</Code> · {timezone}
        </Small>
      </Name>
      <Facts>
        <div>
          <Small as="dt">{text('jobs.schedules.next')}</Small>
          <dd>
            <RelativeTime at={nextRunAt} />
          </dd>
        </div>
        <div>
          <Small as="dt">{text('jobs.schedules.last')}</Small>
          <dd>{lastRunAt ? <RelativeTime at={lastRunAt} /> : text('jobs.schedules.never')}</dd>
        </div>
        <div>
          <Small as="dt">{text('jobs.schedules.missed')}</Small>
          <dd>{text(`jobs.schedules.missed-${missed}`)}</dd>
        </div>
      </Facts>
    </Row>
  );
};
