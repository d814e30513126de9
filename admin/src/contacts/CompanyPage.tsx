import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const CompanyPage = () => {
  const text = useText();
  return <PageHeader title={text('contacts.companies.one')} />;
};
