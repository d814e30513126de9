import { useState } from 'react';
import { settingsContract } from '../../../server/src/settings/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { LoadFailed } from '../ui/LoadFailed';
import { PageBody, PageHeader } from '../ui/PageHeader';
import { LinesSkeleton } from '../ui/Skeleton';
import { GeneralForm } from './GeneralForm';
import { SampleDataCard } from './SampleDataCard';

export const GeneralSettingsPage = () => {
  const text = useText();
  const { can } = useMe();
  const [discards, setDiscards] = useState(0);
  const general = useEndpoint(settingsContract.endpoints.general);

  const content = () => {
    if (general.data)
      return <GeneralForm key={discards} saved={general.data} onDiscard={() => setDiscards((count) => count + 1)} />;
    return (
      <Card>
        {general.isError ? (
          <LoadFailed isInside error={general.error} onRetry={() => void general.refetch()} />
        ) : (
          <LinesSkeleton lines={8} />
        )}
      </Card>
    );
  };

  return (
    <>
      <PageHeader title={text('settings.general.title')} subtitle={text('settings.general.subtitle')} />
      <PageBody>
        {!can('settings.update') && <Banner>{text('settings.read-only')}</Banner>}
        {content()}
        <SampleDataCard />
      </PageBody>
    </>
  );
};
