import { useIsMobile } from '@strapi/strapi/admin';
import { Suspense, type ReactElement } from 'react';
import { Navigate } from 'react-router-dom';
import { features } from '../features';
import { NoPermission } from '../ui/EmptyState';
import { crmPath } from './feature';
import { useMe } from './me';
import { FullPageNavigation } from './SubNavigation';

/** Phones get the navigation as a page of its own; larger screens go on to where the work is. */
export const IndexPage = () => {
  const { can } = useMe();
  const isMobile = useIsMobile();
  if (isMobile) return <FullPageNavigation />;

  const links = features.flatMap(({ nav }) => nav).filter(({ permission }) => can(permission));
  const home = links.find(({ isHome }) => isHome) ?? links[0];
  if (!home) return <NoPermission permission="leads.read" />;

  return features.reduce<ReactElement>(
    (otherwise, { landing }) => {
      if (!landing || !can(landing.permission)) return otherwise;
      return (
        <Suspense fallback={null}>
          <landing.Component otherwise={otherwise} />
        </Suspense>
      );
    },
    <Navigate to={crmPath(home.path)} replace />,
  );
};
