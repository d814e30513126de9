import { Button } from '@strapi/design-system';
import { styled } from 'styled-components';
import { consentsContract, type Consent } from '../../../server/src/consents/contract';
import type { Contact } from '../../../server/src/contacts/contract';
import { useEndpointPages } from '../kernel/api';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import { Drawer } from '../ui/Drawer';
import { LoadFailed } from '../ui/LoadFailed';
import { LinesSkeleton } from '../ui/Skeleton';
import { Cluster, Muted, Small, Stack, Strong } from '../ui/Type';
import { CONSENT_TONES, useMethodWords, usePurposeName } from './consent-words';

const Entries = styled.ol`
  display: flex;
  flex-direction: column;
  gap: 2rem;
`;

const Words = styled.blockquote`
  padding-left: 1.2rem;
  border-left: 2px solid ${({ theme }) => theme.colors.neutral200};
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

/** Every row, newest first: the proof of who agreed to what, when, and in which words. */
export const ConsentHistory = ({ contact, onClose }: { contact: Contact; onClose: () => void }) => {
  const text = useText();
  const history = useEndpointPages(consentsContract.endpoints.history, { params: { id: contact.id } });
  return (
    <Drawer title={text('consents.history')} subtitle={text('consents.history.subtitle')} onClose={onClose}>
      {history.isPending && <LinesSkeleton lines={6} />}
      {history.error && <LoadFailed error={history.error} onRetry={history.retry} isInside />}
      {!history.isPending && !history.error && history.records.length === 0 && <Muted>{text('consents.none')}</Muted>}
      <Entries>
        {history.records.map((consent) => (
          <li key={consent.id}>
            <HistoryEntry consent={consent} />
          </li>
        ))}
      </Entries>
      {history.hasMore && (
        <Button variant="tertiary" size="S" loading={history.isLoadingMore} onClick={history.loadMore}>
          {text('consents.history.older')}
        </Button>
      )}
    </Drawer>
  );
};

const HistoryEntry = ({ consent }: { consent: Consent }) => {
  const text = useText();
  const { absolute } = useFormat();
  const purposeName = usePurposeName();
  const methodWords = useMethodWords();
  const facts = [
    consent.textVersion && text('consents.history.version', { version: consent.textVersion }),
    consent.formVersion && text('consents.history.form-version', { version: consent.formVersion }),
    consent.page,
    consent.ipPrefix,
  ].filter(Boolean);

  return (
    <Stack $gap={1}>
      <Cluster>
        <Strong>{purposeName(consent.purpose)}</Strong>
        <Chip tone={CONSENT_TONES[consent.state]} isHollow={consent.state !== 'given'}>
          {text(`consents.state.${consent.state}`)}
        </Chip>
      </Cluster>
      <Small>
        <time dateTime={consent.at}>{absolute(consent.at)}</time> · {methodWords(consent)}
      </Small>
      <Words>{consent.text}</Words>
      {consent.note && <span>{consent.note}</span>}
      {facts.length > 0 && <Small>{facts.join(' · ')}</Small>}
    </Stack>
  );
};
