import { settingsContract } from '../../../server/src/settings/contract';
import { useEndpoint } from '../kernel/api';
import { LoadFailed } from '../ui/LoadFailed';
import { LinesSkeleton } from '../ui/Skeleton';
import { SettingsForm } from './SettingsForm';

export const SettingsStep = () => {
  const general = useEndpoint(settingsContract.endpoints.general);
  if (general.isPending) return <LinesSkeleton />;
  if (general.isError) return <LoadFailed isInside error={general.error} onRetry={() => void general.refetch()} />;
  return <SettingsForm saved={general.data} />;
};
