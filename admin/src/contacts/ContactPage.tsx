import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const ContactPage = () => {
  const text = useText();
  return <PageHeader title={text('contacts.one')} />;
};
