import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const FormPage = () => {
  const text = useText();
  return <PageHeader title={text('capture.forms.one')} />;
};
