import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const GeneralSettingsPage = () => {
  const text = useText();
  return <PageHeader title={text('settings.general.title')} />;
};
