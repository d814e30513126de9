import { Button } from '@strapi/design-system';
import { useState } from 'react';
import { contactsContract, type Contact, type Suggestion } from '../../../server/src/contacts/contract';
import { timelineContract } from '../../../server/src/timeline/contract';
import { useEndpointMutation } from '../kernel/api';
import { useErrorText } from '../kernel/api-error';
import { useAnnounce } from '../kernel/LiveRegion';
import { useMe } from '../kernel/me';
import { Text, useText } from '../kernel/text';
import { useFieldNames } from '../timeline/entry-detail';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { RelativeTime } from '../ui/RelativeTime';
import { Cluster, Small, Stack, Strong } from '../ui/Type';
import { isFromForm, useSourceName } from './source-name';

const { endpoints } = contactsContract;

/** What forms said differently from what we know. Ours stays until somebody decides. */
export const SuggestionsCard = ({ contact }: { contact: Contact }) => {
  const text = useText();
  if (contact.suggestions.length === 0) return null;
  return (
    <Card title={text('contacts.suggestions')} count={contact.suggestions.length}>
      <Stack $gap={5}>
        {contact.suggestions.map((suggestion) => (
          <SuggestionRow key={suggestion.id} contactId={contact.id} suggestion={suggestion} />
        ))}
      </Stack>
    </Card>
  );
};

const SuggestionRow = ({ contactId, suggestion }: { contactId: string; suggestion: Suggestion }) => {
  const text = useText();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const fieldNames = useFieldNames();
  const sourceName = useSourceName();
  const { can } = useMe();
  const [accepting, setAccepting] = useState<boolean>();
  const resolve = useEndpointMutation(endpoints.resolveSuggestion, {
    invalidates: [endpoints.list, endpoints.get, timelineContract.endpoints.contactFeed],
    onSuccess: (contact, _, cache) => cache.write(endpoints.get, { params: { id: contactId } }, contact),
  });

  const decide = (accept: boolean) => {
    setAccepting(accept);
    resolve.mutate(
      { params: { id: contactId, suggestionId: suggestion.id }, body: { accept } },
      { onSuccess: () => announce(text(accept ? 'contacts.suggestion.accepted' : 'contacts.suggestion.kept')) },
    );
  };

  const field = fieldNames([suggestion.field]);
  return (
    <Stack $gap={1}>
      <span>
        <Text
          id={isFromForm(suggestion.source) ? 'contacts.suggestion.form-says' : 'contacts.suggestion.says'}
          values={{ field, value: <Strong>{suggestion.proposed}</Strong> }}
        />
      </span>
      <Small>{text('contacts.suggestion.ours', { value: suggestion.current ?? text('ui.property.none') })}</Small>
      <Small>
        {sourceName(suggestion.source)} · <RelativeTime at={suggestion.createdAt} />
      </Small>
      {can('contacts.update') && (
        <Cluster>
          <Button variant="secondary" size="S" loading={resolve.isPending && accepting === true} disabled={resolve.isPending} onClick={() => decide(true)}>
            {text('contacts.suggestion.accept')}
          </Button>
          <Button variant="tertiary" size="S" loading={resolve.isPending && accepting === false} disabled={resolve.isPending} onClick={() => decide(false)}>
            {text('contacts.suggestion.keep')}
          </Button>
        </Cluster>
      )}
      {resolve.error && <Banner tone="danger">{errorText(resolve.error)}</Banner>}
    </Stack>
  );
};
