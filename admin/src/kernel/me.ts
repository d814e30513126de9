import { createContext, useContext } from 'react';
import type { Me } from '../../../server/src/settings/contract';

export interface CurrentUser extends Me {
  /** `can('leads.read')` is true with `leads.read`, `leads.read.team` or `leads.read.own`. */
  can: (permission: string) => boolean;
}

export const MeContext = createContext<CurrentUser | null>(null);

export const useMe = (): CurrentUser => {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe is used outside CrmProvider');
  return me;
};
