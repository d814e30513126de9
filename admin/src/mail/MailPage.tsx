import { mailContract, type MailSettings } from '../../../server/src/mail/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { Text, useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { LoadFailed } from '../ui/LoadFailed';
import { PageBody, PageHeader } from '../ui/PageHeader';
import { LinesSkeleton } from '../ui/Skeleton';
import { Code } from '../ui/Type';
import { BlockedAddresses } from './BlockedAddresses';
import { MailProblems } from './MailProblems';
import { ProviderCard } from './ProviderCard';
import { SenderCard } from './SenderCard';

export const MailPage = () => {
  const text = useText();
  const { can } = useMe();
  const settings = useEndpoint(mailContract.endpoints.settings);

  return (
    <>
      <PageHeader title={text('mail.title')} subtitle={text('mail.subtitle')} />
      <PageBody>
        {!can('settings.update') && <Banner>{text('mail.read-only')}</Banner>}
        {settings.data ? (
          <>
            <Warnings settings={settings.data} />
            <SenderCard saved={settings.data} />
            <ProviderCard capabilities={settings.data.capabilities} />
          </>
        ) : (
          <Card>{settings.isError ? <LoadFailed isInside error={settings.error} onRetry={() => void settings.refetch()} /> : <LinesSkeleton lines={6} />}</Card>
        )}
        {can('mail.read') && (
          <>
            <MailProblems />
            <BlockedAddresses />
          </>
        )}
      </PageBody>
    </>
  );
};

const code = (chunks: React.ReactNode) => <Code>{chunks}</Code>;

const Warnings = ({ settings }: { settings: MailSettings }) => {
  const text = useText();
  const { capabilities, isSiteUrlPublic, siteUrl } = settings;
  if (!capabilities.isConfigured)
    return (
      <Banner tone="warning" title={text('mail.not-set-up')}>
        <Text id="mail.not-set-up-words" values={{ code }} />
      </Banner>
    );
  if (isSiteUrlPublic) return null;
  return (
    <Banner tone="warning" title={text('mail.links-local')}>
      <Text id="mail.links-local-words" values={{ code, url: siteUrl }} />
    </Banner>
  );
};
