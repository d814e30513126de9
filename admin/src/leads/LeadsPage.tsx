import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const LeadsPage = () => {
  const text = useText();
  return <PageHeader title={text('leads.title')} />;
};
