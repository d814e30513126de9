import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { FORM_STATES, formsContract } from '../../../server/src/forms/contract';
import { submissionsContract } from '../../../server/src/submissions/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { useListState } from '../kernel/url-state';
import { EmptyState } from '../ui/EmptyState';
import { ListPage } from '../ui/ListPage';
import { useFormColumns } from './form-columns';
import { NewFormDrawer } from './NewFormDrawer';

export const FormsPage = () => {
  const text = useText();
  const { can } = useMe();
  const [isCreating, setIsCreating] = useState(false);
  const list = useListState(formsContract.endpoints.listForms);
  const forms = useEndpoint(formsContract.endpoints.listForms, { query: list.query }, { keepPrevious: true });
  const counts = useEndpoint(submissionsContract.endpoints.counts, {}, { enabled: can('submissions.read') });
  const columns = useFormColumns(counts.data?.results);

  const newForm = can('forms.create') && (
    <Button size="S" startIcon={<Plus />} onClick={() => setIsCreating(true)}>
      {text('forms.new')}
    </Button>
  );

  return (
    <ListPage
      title={text('forms.title')}
      subtitle={text('forms.subtitle')}
      actions={newForm}
      list={list}
      query={forms}
      columns={columns}
      defaultSort="-updatedAt"
      searchPlaceholder={text('forms.search')}
      filters={[
        {
          name: 'state',
          label: text('forms.filter.state'),
          options: FORM_STATES.map((value) => ({ value, label: text(`forms.state.${value}`) })),
        },
      ]}
      empty={
        <EmptyState title={text('forms.empty.title')} actions={newForm}>
          {text('forms.empty.words')}
        </EmptyState>
      }
    >
      {isCreating && <NewFormDrawer onClose={() => setIsCreating(false)} />}
    </ListPage>
  );
};
