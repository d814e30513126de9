import { LinkButton } from '@strapi/design-system';
import { useCallback } from 'react';
import { Link } from 'react-router-dom';
import { formsContract } from '../../../server/src/forms/contract';
import { submissionsContract, type SubmissionRow } from '../../../server/src/submissions/contract';
import { useEndpoint } from '../kernel/api';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { sameFilters, useListState } from '../kernel/url-state';
import { EmptyState } from '../ui/EmptyState';
import { ListPage } from '../ui/ListPage';
import { useSelection } from '../ui/selection';
import { ReleaseChosen } from './ReleaseChosen';
import { useSubmissionColumns } from './submission-columns';
import { useSubmissionViews } from './submission-views';
import { SubmissionDrawer } from './SubmissionDrawer';

const MOST_FORMS = 100;
const FRESH_MS = 5_000;
const ASKED_EVERY_MS = 30_000;

export const SubmissionsPage = () => {
  const text = useText();
  const { can } = useMe();
  const list = useListState(submissionsContract.endpoints.list);
  const submissions = useEndpoint(
    submissionsContract.endpoints.list,
    { query: list.query },
    { keepPrevious: true, staleTime: FRESH_MS, refetchInterval: ASKED_EVERY_MS },
  );
  const counts = useEndpoint(submissionsContract.endpoints.counts);
  const forms = useEndpoint(formsContract.endpoints.listForms, { query: { sort: 'name', limit: MOST_FORMS } }, { enabled: can('forms.read') });
  const columns = useSubmissionColumns();
  const labelOf = useCallback(({ name, email }: SubmissionRow) => text('ui.select.row', { name: name ?? email ?? text('submissions.anonymous') }), [text]);
  const selection = useSelection(submissions.data?.results, labelOf);
  // Only held ones have something in common that can be done to them at once.
  const isBulk = can('submissions.update') && sameFilters({ state: list.filters.state ?? [] }, { state: ['quarantined'] });
  const views = useSubmissionViews(list.filters, counts.data?.results);

  return (
    <ListPage
      title={text('submissions.title')}
      subtitle={text('submissions.subtitle')}
      list={list}
      query={submissions}
      columns={columns}
      defaultSort="-receivedAt"
      views={views}
      {...(isBulk && { selection, bulk: <ReleaseChosen selection={selection} /> })}
      searchPlaceholder={text('submissions.search')}
      filters={[
        {
          name: 'form',
          label: text('submissions.filter.form'),
          options: (forms.data?.results ?? []).map(({ id, name }) => ({ value: id, label: name })),
        },
        {
          name: 'isTest',
          label: text('submissions.filter.test'),
          isSingle: true,
          options: [
            { value: 'false', label: text('submissions.filter.no-tests') },
            { value: 'true', label: text('submissions.filter.only-tests') },
          ],
        },
      ]}
      empty={
        <EmptyState title={text('submissions.empty.title')} actions={<EmptyAction />}>
          {text('submissions.empty.words')}
        </EmptyState>
      }
    >
      {list.peek && (
        <SubmissionDrawer
          id={list.peek}
          listed={submissions.data?.results ?? []}
          onMove={list.setPeek}
          onClose={() => list.setPeek(undefined)}
        />
      )}
    </ListPage>
  );
};

const EmptyAction = () => {
  const text = useText();
  const { can } = useMe();
  const [to, label] = can('settings.update') ? ['setup', text('submissions.empty.action')] : ['forms', text('submissions.empty.forms')];
  if (!can('settings.update') && !can('forms.read')) return null;
  return (
    <LinkButton tag={Link} to={crmPath(to)} size="S">
      {label}
    </LinkButton>
  );
};
