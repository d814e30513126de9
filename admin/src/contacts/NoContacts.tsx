import { LinkButton } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { EmptyState } from '../ui/EmptyState';

/** Adding by hand is the filled button of the page; a form is what keeps the list growing. */
export const NoContacts = () => {
  const text = useText();
  const { can } = useMe();
  return (
    <EmptyState
      title={text('contacts.empty.title')}
      actions={
        can('forms.read') && (
          <LinkButton tag={Link} to={crmPath('forms')} variant="secondary" size="S">
            {text('contacts.empty.forms')}
          </LinkButton>
        )
      }
    >
      {text('contacts.empty.hint')}
    </EmptyState>
  );
};
