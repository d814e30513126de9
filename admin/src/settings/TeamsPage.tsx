import { useText } from '../kernel/text';
import { PageHeader } from '../ui/PageHeader';

export const TeamsPage = () => {
  const text = useText();
  return <PageHeader title={text('settings.teams.title')} />;
};
