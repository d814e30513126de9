import { Button } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import { consentsContract, type Consent } from '../../../server/src/consents/contract';
import type { Contact } from '../../../server/src/contacts/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import { LoadFailed } from '../ui/LoadFailed';
import { MoreMenu } from '../ui/MoreMenu';
import { RelativeTime } from '../ui/RelativeTime';
import { LinesSkeleton } from '../ui/Skeleton';
import { Muted, Small, Stack, Strong } from '../ui/Type';
import { CONSENT_TONES, useMethodWords, usePurposeName } from './consent-words';
import { ConsentHistory } from './ConsentHistory';
import { RecordConsentDrawer } from './RecordConsentDrawer';
import { WithdrawDialog } from './WithdrawDialog';

const { endpoints } = consentsContract;

const Row = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 0.4rem 0.8rem;
  align-items: center;
`;

/** What this person agreed to, and whether it still holds. */
export const ConsentsCard = ({ contact }: { contact: Contact }) => {
  const { can } = useMe();
  return can('consents.read') ? <Consents contact={contact} /> : null;
};

const Consents = ({ contact }: { contact: Contact }) => {
  const text = useText();
  const { can } = useMe();
  const [open, setOpen] = useState<'history' | 'record' | null>(null);
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const current = useEndpoint(endpoints.current, { params: { id: contact.id } });

  return (
    <Card
      title={text('consents.title')}
      actions={
        <MoreMenu
          label={text('consents.more')}
          actions={[
            { label: text('consents.history'), onSelect: () => setOpen('history') },
            ...(can('consents.update') ? [{ label: text('consents.record'), onSelect: () => setOpen('record') }] : []),
          ]}
        />
      }
    >
      {current.isPending && <LinesSkeleton lines={2} />}
      {current.isError && <LoadFailed error={current.error} onRetry={() => void current.refetch()} isInside />}
      {current.data?.results.length === 0 && <Muted>{text('consents.none')}</Muted>}
      <Stack $gap={4}>
        {current.data?.results.map((consent) => (
          <ConsentRow key={consent.purpose} consent={consent} onWithdraw={can('consents.update') ? () => setWithdrawing(consent.purpose) : undefined} />
        ))}
      </Stack>
      {open === 'history' && <ConsentHistory contact={contact} onClose={() => setOpen(null)} />}
      {open === 'record' && <RecordConsentDrawer contact={contact} onClose={() => setOpen(null)} />}
      {withdrawing && <WithdrawDialog contact={contact} purpose={withdrawing} onClose={() => setWithdrawing(null)} />}
    </Card>
  );
};

const ConsentRow = ({ consent, onWithdraw }: { consent: Consent; onWithdraw?: () => void }) => {
  const text = useText();
  const purposeName = usePurposeName();
  const methodWords = useMethodWords();
  const purpose = purposeName(consent.purpose);
  return (
    <Row>
      <Strong>{purpose}</Strong>
      <Chip tone={CONSENT_TONES[consent.state]} isHollow={consent.state !== 'given'}>
        {text(`consents.state.${consent.state}`)}
      </Chip>
      <Small>
        <RelativeTime at={consent.at} /> · {methodWords(consent)}
      </Small>
      {onWithdraw && consent.state !== 'withdrawn' && (
        <Button variant="tertiary" size="S" aria-label={text('consents.withdraw.of', { purpose })} onClick={onWithdraw}>
          {text('consents.withdraw')}
        </Button>
      )}
    </Row>
  );
};
