import { ArrowLeft } from '@strapi/icons';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { useDocumentTitle } from './document-title';
import { controlHeight, focusRing, pagePadding } from './styles';

const Head = styled.header`
  ${pagePadding}
  padding-top: 1.6rem;
  padding-bottom: 1.6rem;

  ${({ theme }) => theme.breakpoints.medium} {
    padding-top: 2rem;
  }
`;

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 1.2rem 1.6rem;
`;

const Words = styled.div`
  flex: 1 1 12rem;
  min-width: 0;
`;

/** Beside the actions; below the title on phones. */
const SearchSlot = styled.div`
  order: 1;
  flex: 1 0 100%;

  ${({ theme }) => theme.breakpoints.medium} {
    order: 0;
    flex: 0 1 27rem;
  }
`;

const TitleLine = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.4rem 1.2rem;
`;

const Title = styled.h1`
  font-size: 2.4rem;
  line-height: 1.25;
  font-weight: 600;
  overflow-wrap: anywhere;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Subtitle = styled.p`
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral600};
`;

const Actions = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.8rem;
`;

const Back = styled(Link)<{ $isPhoneOnly: boolean }>`
  ${focusRing}
  ${controlHeight}
  display: inline-flex;
  align-items: center;
  gap: 0.8rem;
  font-size: 1.3rem;
  text-decoration: none;
  color: ${({ theme }) => theme.colors.neutral600};

  svg {
    width: 1.4rem;
    height: 1.4rem;
  }

  &:hover {
    color: ${({ theme }) => theme.colors.primary600};
  }

  ${({ theme }) => theme.breakpoints.medium} {
    ${({ $isPhoneOnly }) => $isPhoneOnly && 'display: none;'}
  }
`;

interface PageHeaderProps {
  title: string;
  subtitle?: ReactNode;
  avatar?: ReactNode;
  /** Beside the title. */
  chip?: ReactNode;
  actions?: ReactNode;
  search?: ReactNode;
  /** Without it, phones get a link to the list of CRM pages; Strapi's settings area has its own. */
  back?: { to: string; label: string };
}

/** Also names the browser tab. */
export const PageHeader = ({ title, subtitle, avatar, chip, actions, search, back }: PageHeaderProps) => {
  const text = useText();
  const { pathname } = useLocation();
  useDocumentTitle(title);

  return (
    <Head>
      {(back || !pathname.startsWith('/settings')) && (
        <Back to={back?.to ?? '/plugins/crm'} $isPhoneOnly={!back}>
          <ArrowLeft aria-hidden />
          {back?.label ?? text('kernel.plugin-name')}
        </Back>
      )}
      <Row>
        {avatar}
        <Words>
          <TitleLine>
            <Title id="main-content-title">{title}</Title>
            {chip}
          </TitleLine>
          {subtitle && <Subtitle as="div">{subtitle}</Subtitle>}
        </Words>
        {search && <SearchSlot>{search}</SearchSlot>}
        {actions && <Actions>{actions}</Actions>}
      </Row>
    </Head>
  );
};

/** The padded column below the header. */
export const PageBody = styled.div`
  ${pagePadding}
  padding-bottom: 3.2rem;
  display: flex;
  flex-direction: column;
  gap: 1.6rem;
`;
