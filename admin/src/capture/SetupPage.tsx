import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const SetupPage = () => {
  const text = useText();
  return <PageHeader title={text('capture.setup.title')} />;
};
