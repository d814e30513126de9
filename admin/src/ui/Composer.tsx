import { Button } from '@strapi/design-system';
import { useId, useState, type KeyboardEvent } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { useInlineSave } from './inline-save';
import { surface, toneColor } from './styles';
import { Small } from './Type';

const Frame = styled.form`
  ${surface}
  padding: 1.2rem;

  &:focus-within {
    border-color: ${({ theme }) => theme.colors.primary600};
  }
`;

const Area = styled.textarea`
  display: block;
  width: 100%;
  min-height: 4.8rem;
  max-height: 32rem;
  field-sizing: content;
  padding: 0.4rem;
  border: 0;
  outline: 0;
  resize: vertical;
  background: transparent;
  font: inherit;
  font-size: 1.6rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};

  &::placeholder {
    color: ${({ theme }) => theme.colors.neutral600};
  }

  ${({ theme }) => theme.breakpoints.medium} {
    font-size: 1.4rem;
  }
`;

const Foot = styled.div`
  display: flex;
  align-items: center;
  justify-content: flex-end;
  gap: 1.2rem;
  min-height: 3.2rem;
`;

const Wrong = styled.p`
  margin-right: auto;
  font-size: 1.2rem;
  color: ${({ theme }) => toneColor(theme, 'danger')};
`;

interface ComposerProps {
  /** Rejects to keep what was written, with the reason under it. */
  onSave: (text: string) => Promise<unknown>;
  placeholder?: string;
  saveLabel?: string;
}

export const Composer = ({ onSave, placeholder, saveLabel }: ComposerProps) => {
  const text = useText();
  const errorId = useId();
  const [written, setWritten] = useState('');
  const { state, error, save } = useInlineSave(onSave);
  const hint = placeholder ?? text('ui.composer.placeholder');
  const isReady = written.trim() !== '' && state !== 'saving';

  const submit = async () => {
    if (isReady && (await save(written.trim()))) setWritten('');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    void submit();
  };

  return (
    <Frame
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Area
        aria-label={hint}
        aria-describedby={error ? errorId : undefined}
        placeholder={hint}
        rows={2}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Foot>
        {error && <Wrong id={errorId}>{error}</Wrong>}
        {isReady && !error && <Small aria-hidden>{text('ui.composer.shortcut')}</Small>}
        <Button type="submit" size="S" disabled={!isReady} loading={state === 'saving'}>
          {saveLabel ?? text('ui.composer.save')}
        </Button>
      </Foot>
    </Frame>
  );
};
