import type { ReactNode } from 'react';
import { NoPermission } from '../ui/EmptyState';
import { useMe } from './me';

export const Guarded = ({ permission, children }: { permission: string; children: ReactNode }) => {
  const { can } = useMe();
  if (!can(permission)) return <NoPermission permission={permission} />;
  return <>{children}</>;
};
