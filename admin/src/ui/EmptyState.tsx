import { Button } from '@strapi/design-system';
import { EmptyData, EmptyDocuments, EmptyPermissions } from '@strapi/icons/symbols';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { Text, useText } from '../kernel/text';
import { TextLink } from './Links';
import { PageBody, PageHeader } from './PageHeader';
import { Cluster, Code } from './Type';
import { surface } from './styles';

const Frame = styled.div<{ $isInside: boolean }>`
  ${({ $isInside }) => !$isInside && surface}
  display: flex;
  flex-direction: column;
  align-items: center;
  gap: 0.8rem;
  padding: 4rem 1.6rem;
  text-align: center;

  > svg {
    width: 12rem;
    height: 7.2rem;
  }
`;

const Title = styled.p`
  font-size: 1.6rem;
  line-height: 1.25;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Words = styled.p`
  max-width: 52rem;
  font-size: 1.4rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral600};
`;

interface EmptyStateProps {
  title: ReactNode;
  /** One sentence: what will be here and why it is worth it. */
  children?: ReactNode;
  /** At most one primary and one secondary action. */
  actions?: ReactNode;
  illustration?: ReactNode;
  /** Inside a card, so without a frame of its own. */
  isInside?: boolean;
}

export const EmptyState = ({ title, children, actions, illustration = <EmptyDocuments />, isInside = false }: EmptyStateProps) => (
  <Frame $isInside={isInside}>
    {illustration}
    <Title>{title}</Title>
    {children && <Words as="div">{children}</Words>}
    {actions && <Cluster>{actions}</Cluster>}
  </Frame>
);

/** The question has no answers, which is not the same as having nothing. */
export const EmptyResult = ({ onClear, isInside }: { onClear: () => void; isInside?: boolean }) => {
  const text = useText();
  return (
    <EmptyState
      isInside={isInside}
      illustration={<EmptyData />}
      title={text('ui.empty.filtered')}
      actions={
        <Button variant="tertiary" size="S" onClick={onClear}>
          {text('ui.empty.clear')}
        </Button>
      }
    >
      {text('ui.empty.filtered-hint')}
    </EmptyState>
  );
};

export const NoPermission = ({ permission }: { permission: string }) => {
  const text = useText();
  return (
    <>
      <PageHeader title={text('ui.no-permission.title')} />
      <PageBody>
        <EmptyState
          illustration={<EmptyPermissions />}
          title={<Text id="ui.no-permission.missing" values={{ action: <Code>{permission}</Code> }} />}
        >
          {text('ui.no-permission.hint')}
        </EmptyState>
      </PageBody>
    </>
  );
};

export const NotFound = () => {
  const text = useText();
  return (
    <>
      <PageHeader title={text('ui.not-found.title')} />
      <PageBody>
        <EmptyState title={text('ui.not-found.words')} actions={<TextLink to="/plugins/crm">{text('ui.not-found.home')}</TextLink>} />
      </PageBody>
    </>
  );
};
