import { Main } from '@strapi/design-system';
import { Suspense } from 'react';
import { NavLink } from 'react-router-dom';
import { css, styled } from 'styled-components';
import { features } from '../features';
import { useDocumentTitle } from '../ui/document-title';
import { crmPath, NAV_SECTIONS, type NavSection } from './feature';
import { useMe } from './me';
import { useText } from './text';

const panel = css`
  background: ${({ theme }) => theme.colors.neutral0};
  padding: 2rem 0;
`;

const SidePanel = styled.nav`
  ${panel}
  display: none;

  ${({ theme }) => theme.breakpoints.medium} {
    display: block;
    position: sticky;
    top: 0;
    align-self: start;
    height: calc(100dvh - 5.6rem);
    overflow: auto;
    overscroll-behavior: contain;
    border-right: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  ${({ theme }) => theme.breakpoints.large} {
    height: 100dvh;
  }
`;

const FullPage = styled.nav`
  ${panel}
  min-height: 100%;
  flex: 1;
`;

const Title = styled.h2`
  font-size: 1.8rem;
  line-height: 1.22;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral800};
  padding: 0 2rem 1.2rem;
`;

const Heading = styled.h3`
  font-size: 1.1rem;
  line-height: 1.45;
  letter-spacing: 0.04em;
  text-transform: uppercase;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral600};
  padding: 1.6rem 2rem 0.6rem;
`;

const Entry = styled(NavLink)`
  display: flex;
  align-items: center;
  gap: 1rem;
  min-height: 4.4rem;
  padding: 0.6rem 2rem;
  font-size: 1.4rem;
  line-height: 1.43;
  text-decoration: none;
  color: ${({ theme }) => theme.colors.neutral800};

  svg {
    width: 1.6rem;
    height: 1.6rem;
    flex: none;
    color: ${({ theme }) => theme.colors.neutral600};
  }

  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }

  &.active {
    background: ${({ theme }) => theme.colors.primary100};
    color: ${({ theme }) => theme.colors.primary700};
    font-weight: 600;

    svg {
      color: inherit;
    }
  }

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }

  ${({ theme }) => theme.breakpoints.medium} {
    min-height: 3.4rem;
  }
`;

const Badge = styled.span`
  margin-left: auto;

  > * {
    display: inline-block;
    font-size: 1.1rem;
    line-height: 1.6rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    padding: 0.1rem 0.7rem;
    border-radius: 1rem;
    background: ${({ theme }) => theme.colors.neutral150};
    color: ${({ theme }) => theme.colors.neutral800};
  }
`;

const Links = ({ section }: { section: NavSection }) => {
  const { can } = useMe();
  const text = useText();
  const entries = features
    .flatMap(({ nav }) => nav)
    .filter((entry) => entry.section === section && can(entry.permission));
  if (entries.length === 0) return null;

  return (
    <>
      {section !== 'start' && <Heading>{text(`kernel.nav.${section}`)}</Heading>}
      <ul>
        {entries.map(({ path, label, icon: Icon, Count }) => (
          <li key={path}>
            <Entry to={crmPath(path)}>
              <Icon aria-hidden />
              {text(label)}
              {Count && (
                <Badge>
                  <Suspense fallback={null}>
                    <Count />
                  </Suspense>
                </Badge>
              )}
            </Entry>
          </li>
        ))}
      </ul>
    </>
  );
};

const Sections = ({ titleId }: { titleId?: string }) => {
  const text = useText();
  return (
    <>
      <Title id={titleId}>{text('kernel.plugin-name')}</Title>
      {NAV_SECTIONS.map((section) => (
        <Links key={section} section={section} />
      ))}
    </>
  );
};

export const SubNavigation = () => {
  const text = useText();
  return (
    <SidePanel aria-label={text('kernel.nav.label')}>
      <Sections />
    </SidePanel>
  );
};

export const FullPageNavigation = () => {
  const text = useText();
  useDocumentTitle(text('kernel.nav.label'));
  return (
    <Main flex={1}>
      <FullPage aria-label={text('kernel.nav.label')}>
        <Sections titleId="main-content-title" />
      </FullPage>
    </Main>
  );
};
