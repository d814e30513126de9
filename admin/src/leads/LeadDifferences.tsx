import { styled } from 'styled-components';
import { contactsContract, type Contact, type Suggestion } from '../../../server/src/contacts/contract';
import { useEndpointMutation } from '../kernel/api';
import { useErrorText } from '../kernel/api-error';
import { useMe } from '../kernel/me';
import { useText, useTextIfKnown } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { LinkLikeButton } from '../ui/Links';
import { Cluster, Small, Strong } from '../ui/Type';

const { endpoints } = contactsContract;

const Frame = styled.div`
  display: flex;
  flex-direction: column;
  gap: 0.8rem;
  padding: 0.8rem 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
`;

const Pairs = styled.dl`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: 0.2rem 1.2rem;
  margin: 0;
  font-size: 1.3rem;

  dt {
    color: ${({ theme }) => theme.colors.neutral600};
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;

/** What forms said otherwise than we know it. Ours is kept until somebody decides. */
export const LeadDifferences = ({ contact: { id, suggestions } }: { contact: Contact }) => {
  const text = useText();
  const errorText = useErrorText();
  const { can } = useMe();
  const resolve = useEndpointMutation(endpoints.resolveSuggestion, {
    invalidates: [endpoints.list],
    onSuccess: (contact, { params }, cache) => cache.write(endpoints.get, { params: { id: params.id } }, contact),
  });
  if (suggestions.length === 0) return null;

  return (
    <Frame>
      <Small>{text('leads.differences.title', { count: suggestions.length })}</Small>
      {suggestions.map((suggestion) => (
        <div key={suggestion.id}>
          <Difference suggestion={suggestion} />
          {can('contacts.update') && (
            <Cluster $gap={4}>
              {[true, false].map((accept) => (
                <LinkLikeButton
                  key={String(accept)}
                  disabled={resolve.isPending}
                  onClick={() => resolve.mutate({ params: { id, suggestionId: suggestion.id }, body: { accept } })}
                >
                  {text(accept ? 'leads.differences.accept' : 'leads.differences.keep')}
                </LinkLikeButton>
              ))}
            </Cluster>
          )}
        </div>
      ))}
      {resolve.error && <Banner tone="danger">{errorText(resolve.error)}</Banner>}
    </Frame>
  );
};

const Difference = ({ suggestion: { field, current, proposed } }: { suggestion: Suggestion }) => {
  const text = useText();
  const textIfKnown = useTextIfKnown();
  return (
    <Pairs>
      <dt>{textIfKnown(`leads.field.${field}`) ?? field}</dt>
      <dd>
        <Strong>{current ?? text('ui.property.none')}</Strong>
      </dd>
      <dt>{text('leads.differences.form')}</dt>
      <dd>{proposed}</dd>
    </Pairs>
  );
};
