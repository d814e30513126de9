import { formsContract } from '../../../server/src/forms/contract';
import { jobsContract } from '../../../server/src/jobs/contract';
import { trafficContract } from '../../../server/src/traffic/contract';
import { useEndpoint } from '../kernel/api';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { useListState } from '../kernel/url-state';
import { Banner } from '../ui/Banner';
import { FilterBar } from '../ui/FilterBar';
import { TextLink } from '../ui/Links';
import { PageBody, PageHeader } from '../ui/PageHeader';
import { DaysCard } from './DaysCard';
import { FailedCard } from './FailedCard';
import { LimitHitsCard } from './LimitHitsCard';
import { ReasonsCard } from './ReasonsCard';
import { StepsCard } from './StepsCard';
import { TodayTiles } from './TodayTiles';

const { captureHealth } = trafficContract.endpoints;
const PERIODS = ['7', '30', '90', '400'] as const;
const MOST_FORMS = 100;
const REFRESH_MS = 30_000;

/** Each card loads and fails alone; what a role may not see is left out. */
export const CaptureHealthPage = () => {
  const text = useText();
  const { can } = useMe();
  const list = useListState(captureHealth);
  const formId = list.filters.form?.[0];
  const days = PERIODS.find((period) => period === list.filters.days?.[0]) ?? '30';
  const health = useEndpoint(captureHealth, { query: { formId, days } }, { keepPrevious: true, refetchInterval: REFRESH_MS });
  const forms = useEndpoint(formsContract.endpoints.listForms, { query: { sort: 'name', limit: MOST_FORMS } }, { enabled: can('forms.read') });
  const formNames = forms.data?.results ?? [];

  return (
    <>
      <PageHeader title={text('traffic.title')} subtitle={text('traffic.subtitle')} />
      <PageBody>
        <FilterBar
          list={list}
          filters={[
            { name: 'form', label: text('traffic.filter.form'), isSingle: true, options: formNames.map(({ id, name }) => ({ value: id, label: name })) },
            {
              name: 'days',
              label: text('traffic.filter.days'),
              isSingle: true,
              options: PERIODS.map((value) => ({ value, label: text('traffic.filter.days-value', { count: Number(value) }) })),
            },
          ]}
        />
        {can('jobs.read') && <Backlog />}
        <TodayTiles health={health} formId={formId} />
        <DaysCard health={health} />
        <ReasonsCard health={health} />
        <StepsCard steps={health.data?.steps ?? []} />
        {can('submissions.read') && <FailedCard formId={formId} />}
        <LimitHitsCard health={health} forms={formNames} />
      </PageBody>
    </>
  );
};

const Backlog = () => {
  const text = useText();
  const jobs = useEndpoint(jobsContract.endpoints.health, {}, { refetchInterval: REFRESH_MS });
  const backlog = jobs.data?.checks.find(({ name }) => name === 'backlog');
  if (!backlog || backlog.state === 'ok') return null;
  return (
    <Banner tone="warning" title={text('traffic.backlog.title')} actions={<TextLink to={crmPath('jobs')}>{text('traffic.backlog.link')}</TextLink>}>
      {backlog.message}
    </Banner>
  );
};
