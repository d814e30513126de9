import { Main } from '@strapi/design-system';
import { Suspense, type ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { styled } from 'styled-components';
import { features } from '../features';
import { NotFound } from '../ui/EmptyState';
import { PageSkeleton } from '../ui/Skeleton';
import { CrmProvider } from './CrmProvider';
import { Guarded } from './Guarded';
import { IndexPage } from './IndexPage';
import { SubNavigation } from './SubNavigation';

const Shell = styled.div`
  width: 100%;
  flex: 1;
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  background: ${({ theme }) => theme.colors.neutral100};

  ${({ theme }) => theme.breakpoints.medium} {
    grid-template-columns: 23.2rem minmax(0, 1fr);
  }
`;

const routes = features.flatMap((feature) => feature.routes);

export const App = () => (
  <CrmProvider>
    <Routes>
      <Route index element={<IndexPage />} />
      {routes.map(({ path, permission, Component }) => (
        <Route
          key={path}
          path={path}
          element={
            <Framed>
              <Guarded permission={permission}>
                <Component />
              </Guarded>
            </Framed>
          }
        />
      ))}
      <Route
        path="*"
        element={
          <Framed>
            <NotFound />
          </Framed>
        }
      />
    </Routes>
  </CrmProvider>
);

const Framed = ({ children }: { children: ReactNode }) => (
  <Shell>
    <SubNavigation />
    <Main>
      <Suspense fallback={<PageSkeleton />}>{children}</Suspense>
    </Main>
  </Shell>
);
