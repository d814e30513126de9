import { Button } from '@strapi/design-system';
import { useIsMobile } from '@strapi/strapi/admin';
import { useState } from 'react';
import { mailContract, type OutgoingMail } from '../../../server/src/mail/contract';
import { useCache, useEndpoint, useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { DataCards } from '../ui/DataCards';
import { DataTable, type Column } from '../ui/DataTable';
import { LoadFailed } from '../ui/LoadFailed';
import { RelativeTime } from '../ui/RelativeTime';
import { RowsSkeleton } from '../ui/Skeleton';
import { Cluster, Muted, Small, Stack } from '../ui/Type';
import { useUndo } from '../ui/UndoBar';

const { endpoints } = mailContract;
const SHOWN = 25;
const QUERY = { limit: SHOWN, filters: { state: ['failed', 'unknown'] } } as const;

/** What was not sent, or perhaps was: nothing of it is sent again unless a person says so. */
export const MailProblems = () => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const cache = useCache();
  const isMobile = useIsMobile();
  const { can } = useMe();
  const [doubtful, setDoubtful] = useState<OutgoingMail>();
  const [failure, setFailure] = useState<string>();
  const problems = useEndpoint(endpoints.list, { query: { ...QUERY, filters: { state: [...QUERY.filters.state] } } });
  const retry = useEndpointMutation(endpoints.retry, { invalidates: [endpoints.list] });
  const cancel = useEndpointMutation(endpoints.cancel, { invalidates: [endpoints.list] });

  const act = async (work: () => Promise<unknown>, message: string) => {
    setFailure(undefined);
    try {
      await work();
      tell({ message });
    } catch (thrown) {
      setFailure(errorText(toApiError(thrown)));
      cache.invalidate(endpoints.list);
    }
  };
  const sendAgain = (mail: OutgoingMail) => act(() => retry.mutateAsync({ params: { id: mail.id } }), text('mail.retry.done'));
  const dismiss = (mail: OutgoingMail) => act(() => cancel.mutateAsync({ params: { id: mail.id } }), text('mail.dismiss.done'));

  const columns: Column<OutgoingMail>[] = [
    { id: 'to', header: text('mail.problems.to'), card: 'title', cell: ({ to }) => to || text('mail.problems.nobody') },
    { id: 'subject', header: text('mail.problems.subject'), card: 'line', cell: ({ subject }) => subject },
    {
      id: 'state',
      header: text('mail.problems.state'),
      card: 'line',
      cell: ({ state, lastError }) => (
        <>
          <Chip tone={state === 'unknown' ? 'warning' : 'danger'}>{text(state === 'unknown' ? 'mail.state.unknown' : 'mail.state.failed')}</Chip> <Small>{lastError}</Small>
        </>
      ),
    },
    { id: 'when', header: text('mail.problems.when'), card: 'aside', width: '13rem', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  ];
  if (can('mail.update'))
    columns.push({
      id: 'actions',
      header: text('mail.problems.actions'),
      card: 'foot',
      width: '1%',
      cell: (mail) => (
        <Cluster style={{ flexWrap: 'nowrap' }}>
          {mail.to !== '' && (
            <Button size="S" variant="tertiary" onClick={() => (mail.state === 'unknown' ? setDoubtful(mail) : void sendAgain(mail))}>
              {text('mail.retry')}
            </Button>
          )}
          <Button size="S" variant="tertiary" onClick={() => void dismiss(mail)}>
            {text('mail.dismiss')}
          </Button>
        </Cluster>
      ),
    });

  const content = () => {
    if (problems.isError) return <LoadFailed isInside error={problems.error} onRetry={() => void problems.refetch()} />;
    if (!problems.data) return <RowsSkeleton rows={2} />;
    const { results, page } = problems.data;
    if (results.length === 0) return <Muted>{text('mail.problems.empty')}</Muted>;
    const table = { caption: text('mail.problems'), columns, rows: results };
    return (
      <>
        {isMobile ? <DataCards {...table} /> : <DataTable {...table} />}
        {page.next && <Muted>{text('mail.problems.more', { count: SHOWN })}</Muted>}
      </>
    );
  };

  return (
    <Card title={text('mail.problems')}>
      <Stack $gap={4}>
        {failure && (
          <Banner tone="danger" onDismiss={() => setFailure(undefined)}>
            {failure}
          </Banner>
        )}
        {content()}
      </Stack>
      {doubtful && (
        <ConfirmDialog title={text('mail.retry.title')} confirmLabel={text('mail.retry')} onConfirm={() => sendAgain(doubtful)} onClose={() => setDoubtful(undefined)}>
          <p>{text('mail.retry.words', { to: doubtful.to })}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
};
