import { TextInput } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import { FormField, TextField } from '../ui/Fields';
import { LinkLikeButton } from '../ui/Links';
import { Cluster, Strong } from '../ui/Type';

const Fields = styled.fieldset`
  min-width: 0;
  margin: 0;
  padding: 0;
  border: 0;
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
  gap: 1.6rem 2.4rem;
`;

const Legend = styled.legend`
  float: left;
  width: 100%;
  grid-column: 1 / -1;
  padding: 0;
`;

interface ProviderFieldsProps {
  name: string;
  saved: { siteKey: string | null; hasSecret: boolean; isFromConfig: boolean };
  values: { siteKey: string; secret?: string };
  errorOf: (field: 'siteKey' | 'secret') => string | undefined;
  onChange: (change: { siteKey?: string; secret?: string }) => void;
  onForget: () => void;
  isDisabled: boolean;
  children: ReactNode;
}

/** The two keys of one captcha provider. A saved secret never comes back, so the field is empty and says so. */
export const ProviderFields = ({ name, saved, values, errorOf, onChange, onForget, isDisabled, children }: ProviderFieldsProps) => {
  const text = useText();
  const { siteKey, hasSecret, isFromConfig } = saved;
  const isReady = siteKey !== null && hasSecret;
  const isLocked = isDisabled || isFromConfig;
  const forget = hasSecret && !isLocked && <LinkLikeButton onClick={onForget}>{text('spam.secret-forget', { name })}</LinkLikeButton>;

  return (
    <Fields>
      <Legend>
        <Cluster>
          <Strong>{name}</Strong>
          <Chip tone={isReady ? 'success' : 'neutral'} isHollow={!isReady}>
            {text(isFromConfig ? 'spam.from-config' : isReady ? 'spam.ready' : 'spam.no-keys')}
          </Chip>
        </Cluster>
      </Legend>
      <TextField
        label={text('spam.site-key')}
        error={errorOf('siteKey')}
        autoComplete="off"
        value={values.siteKey}
        onChange={(typed) => onChange({ siteKey: typed })}
        disabled={isLocked}
      />
      <FormField label={text('spam.secret')} hint={hasSecret ? <>{text('spam.secret-saved')} {forget}</> : undefined} error={errorOf('secret')}>
        <TextInput
          type="password"
          autoComplete="new-password"
          value={values.secret ?? ''}
          onChange={(event) => onChange({ secret: event.target.value || undefined })}
          disabled={isLocked}
        />
      </FormField>
      {children}
    </Fields>
  );
};
