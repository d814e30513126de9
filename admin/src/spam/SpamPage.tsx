import { useState } from 'react';
import { spamContract } from '../../../server/src/spam/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { LoadFailed } from '../ui/LoadFailed';
import { PageBody, PageHeader } from '../ui/PageHeader';
import { LinesSkeleton } from '../ui/Skeleton';
import { BlocklistCard } from './BlocklistCard';
import { ReasonsCard } from './ReasonsCard';
import { SpamForm } from './SpamForm';

export const SpamPage = () => {
  const text = useText();
  const { can } = useMe();
  const [discards, setDiscards] = useState(0);
  const settings = useEndpoint(spamContract.endpoints.getSpamSettings);

  const form = () => {
    if (settings.data) return <SpamForm key={discards} saved={settings.data} onDiscard={() => setDiscards((count) => count + 1)} />;
    return (
      <Card>
        {settings.isError ? <LoadFailed isInside error={settings.error} onRetry={() => void settings.refetch()} /> : <LinesSkeleton lines={10} />}
      </Card>
    );
  };

  return (
    <>
      <PageHeader title={text('spam.title')} subtitle={text('spam.subtitle')} />
      <PageBody>
        {!can('spam.update') && <Banner>{text('spam.read-only')}</Banner>}
        <BlocklistCard />
        {form()}
        <ReasonsCard />
      </PageBody>
    </>
  );
};
