import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import type { SubmissionRow } from '../../../server/src/submissions/contract';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import type { Column } from '../ui/DataTable';
import { RowLink, TextLink } from '../ui/Links';
import { RelativeTime } from '../ui/RelativeTime';
import { withPeek } from './peek-address';
import { ResultLink } from './ResultLink';
import { SubmissionChips } from './SubmissionChips';

export const useSubmissionColumns = (): Column<SubmissionRow>[] => {
  const text = useText();
  const { can } = useMe();
  // The state holds the cursors of former pages: without it “previous page” would be lost while peeking.
  const { search, state } = useLocation();

  return useMemo(
    () => [
      {
        id: 'who',
        header: text('submissions.column.who'),
        card: 'title',
        cell: ({ id, name, email }) => (
          <RowLink to={withPeek(search, id)} state={state}>
            {name ?? email ?? text('submissions.anonymous')}
          </RowLink>
        ),
      },
      { id: 'state', header: text('submissions.column.state'), card: 'line', cell: (row) => <SubmissionChips submission={row} /> },
      {
        id: 'form',
        header: text('submissions.column.form'),
        cell: ({ form }) => (can('forms.read') ? <TextLink to={crmPath(`forms/${form.id}`)}>{form.name}</TextLink> : form.name),
      },
      { id: 'result', header: text('submissions.column.result'), card: 'foot', cell: ({ result }) => <ResultLink result={result} /> },
      {
        id: 'received',
        header: text('submissions.column.received'),
        sorts: ['-receivedAt', 'receivedAt'],
        card: 'aside',
        cell: ({ receivedAt }) => <RelativeTime at={receivedAt} />,
      },
    ],
    [can, search, state, text],
  );
};
