import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const LeadPage = () => {
  const text = useText();
  return <PageHeader title={text('leads.one')} />;
};
