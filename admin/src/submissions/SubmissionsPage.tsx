import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const SubmissionsPage = () => {
  const text = useText();
  return <PageHeader title={text('capture.submissions.title')} />;
};
