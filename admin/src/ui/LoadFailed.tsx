import { Button } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import { useErrorText, type ApiError } from '../kernel/api-error';
import { useText } from '../kernel/text';
import { CopyButton } from './CopyButton';
import { NotFound } from './EmptyState';
import { surface, toneColor } from './styles';
import { Cluster } from './Type';

const Frame = styled.div<{ $isInside: boolean }>`
  ${({ $isInside }) => !$isInside && surface}
  display: flex;
  flex-direction: column;
  align-items: center;
  gap: 1.2rem;
  padding: 4rem 1.6rem;
  text-align: center;
  font-size: 1.4rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral800};

  > svg {
    width: 2.4rem;
    height: 2.4rem;
    color: ${({ theme }) => toneColor(theme, 'danger')};
  }
`;

const Title = styled.p`
  font-size: 1.6rem;
  font-weight: 600;
`;

const Outside = styled.div`
  padding: 2.4rem;
`;

interface LoadFailedProps {
  error: ApiError;
  onRetry?: () => void;
  /** Inside a card or table, so without a frame of its own. */
  isInside?: boolean;
}

const detailsOf = ({ status, code, message }: ApiError) =>
  [new Date().toISOString(), window.location.pathname, status, code, message].filter(Boolean).join('\n');

/** A record that is gone is told apart from a server that failed. */
export const LoadFailed = ({ error, onRetry, isInside = false }: LoadFailedProps) => {
  const text = useText();
  const errorText = useErrorText();
  if (error.status === 404 && !isInside) return <NotFound />;

  const frame = (
    <Frame role="alert" $isInside={isInside}>
      <WarningCircle aria-hidden />
      <Title>{text('ui.load-failed.title')}</Title>
      <p>{errorText(error)}</p>
      <Cluster>
        {onRetry && (
          <Button variant="secondary" size="S" onClick={onRetry}>
            {text('ui.retry')}
          </Button>
        )}
        <CopyButton text={detailsOf(error)} label={text('ui.copy-details')} isLabelled />
      </Cluster>
    </Frame>
  );
  return isInside ? frame : <Outside>{frame}</Outside>;
};
