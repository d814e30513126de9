import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const CompaniesPage = () => {
  const text = useText();
  return <PageHeader title={text('contacts.companies.title')} />;
};
