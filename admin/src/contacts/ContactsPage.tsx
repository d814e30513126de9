import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const ContactsPage = () => {
  const text = useText();
  return <PageHeader title={text('contacts.title')} />;
};
