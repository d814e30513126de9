import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const FormsPage = () => {
  const text = useText();
  return <PageHeader title={text('capture.forms.title')} />;
};
