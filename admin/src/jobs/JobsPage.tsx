import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const JobsPage = () => {
  const text = useText();
  return <PageHeader title={text('jobs.title')} />;
};
