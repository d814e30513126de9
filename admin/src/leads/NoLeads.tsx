import { Button, LinkButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { EmptyState } from '../ui/EmptyState';
import { TextLink } from '../ui/Links';

interface NoLeadsProps {
  /** Of all leads, whatever their status. */
  total: number | undefined;
  /** Left out where somebody may not add leads. */
  onAdd?: () => void;
}

/** “There are none yet” and “there is nothing to do here” are different news. */
export const NoLeads = ({ total, onAdd }: NoLeadsProps) => {
  const text = useText();
  const { can } = useMe();

  if (total === undefined || total > 0)
    return (
      <EmptyState title={text('leads.empty.view')} actions={<TextLink to="?">{text('leads.empty.show-all')}</TextLink>}>
        {text('leads.empty.view-hint')}
      </EmptyState>
    );

  return (
    <EmptyState
      title={text('leads.empty.title')}
      actions={
        <>
          {can('forms.create') && (
            <LinkButton tag={Link} to={crmPath('forms')} size="S">
              {text('leads.empty.form')}
            </LinkButton>
          )}
          {onAdd && (
            <Button variant={can('forms.create') ? 'tertiary' : 'default'} size="S" startIcon={<Plus />} onClick={onAdd}>
              {text('leads.add')}
            </Button>
          )}
        </>
      }
    >
      {text('leads.empty.hint')}
    </EmptyState>
  );
};
