import { Button } from '@strapi/design-system';
import { useIsMobile } from '@strapi/strapi/admin';
import { useState } from 'react';
import { submissionsContract, type SubmissionRow } from '../../../server/src/submissions/contract';
import { useEndpoint, useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { crmPath } from '../kernel/feature';
import { useAnnounce } from '../kernel/LiveRegion';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { DataCards } from '../ui/DataCards';
import { DataTable, type Column } from '../ui/DataTable';
import { RowLink, TextLink } from '../ui/Links';
import { LoadFailed } from '../ui/LoadFailed';
import { RelativeTime } from '../ui/RelativeTime';
import { LinesSkeleton } from '../ui/Skeleton';
import { Muted, Small, Stack } from '../ui/Type';
import { submissionsPath } from './TodayTiles';

const { list, counts, reprocess } = submissionsContract.endpoints;
const SHOWN = 5;

/** The newest of what was accepted and then could not be worked off. Nothing of it is lost: it is run again from here. */
export const FailedCard = ({ formId }: { formId: string | undefined }) => {
  const text = useText();
  const failed = useEndpoint(list, { query: { filters: { state: 'failed', ...(formId && { form: formId }) }, limit: SHOWN } });
  if (!failed.data)
    return (
      <Card title={text('traffic.failed.title')}>
        {failed.isError ? <LoadFailed isInside error={failed.error} onRetry={() => void failed.refetch()} /> : <LinesSkeleton lines={2} />}
      </Card>
    );
  const { results } = failed.data;
  if (results.length === 0) return <Card title={text('traffic.failed.title')}><Muted>{text('traffic.failed.empty')}</Muted></Card>;
  return (
    <Card
      title={text('traffic.failed.title')}
      isFlush
      actions={
        <Small>
          <TextLink to={submissionsPath('failed', formId)}>{text('traffic.failed.all')}</TextLink>
        </Small>
      }
    >
      <FailedRows rows={results} />
    </Card>
  );
};

const FailedRows = ({ rows }: { rows: readonly SubmissionRow[] }) => {
  const text = useText();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const { can } = useMe();
  const isMobile = useIsMobile();
  const [failure, setFailure] = useState<string>();
  const running = useEndpointMutation(reprocess, { invalidates: [list, counts] });
  const nameOf = ({ name, email }: SubmissionRow) => name ?? email ?? text('traffic.failed.anonymous');

  const retry = async (id: string) => {
    setFailure(undefined);
    try {
      await running.mutateAsync({ params: { id } });
      announce(text('traffic.failed.retried'));
    } catch (thrown) {
      setFailure(errorText(toApiError(thrown)));
    }
  };

  const columns: Column<SubmissionRow>[] = [
    { id: 'who', header: text('traffic.failed.who'), card: 'title', cell: (row) => <RowLink to={crmPath(`submissions?peek=${row.id}`)}>{nameOf(row)}</RowLink> },
    { id: 'why', header: text('traffic.failed.why'), card: 'line', cell: ({ failure: why }) => why ?? text('traffic.failed.no-reason') },
    { id: 'when', header: text('traffic.failed.when'), card: 'aside', cell: ({ receivedAt }) => <RelativeTime at={receivedAt} /> },
  ];
  if (can('submissions.update'))
    columns.push({
      id: 'action',
      header: text('traffic.failed.action'),
      card: 'foot',
      cell: (row) => (
        <Button
          size="S"
          variant="tertiary"
          aria-label={text('traffic.failed.retry-one', { name: nameOf(row) })}
          loading={running.isPending && running.variables.params.id === row.id}
          onClick={() => void retry(row.id)}
        >
          {text('traffic.failed.retry')}
        </Button>
      ),
    });

  const Rows = isMobile ? DataCards : DataTable;
  return (
    <Stack $gap={2}>
      {failure && <Banner tone="danger">{failure}</Banner>}
      <Rows caption={text('traffic.failed.table')} columns={columns} rows={rows} />
    </Stack>
  );
};
