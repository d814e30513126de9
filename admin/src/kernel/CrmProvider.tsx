import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { settingsContract, type Me } from '../../../server/src/settings/contract';
import { LoadFailed } from '../ui/LoadFailed';
import { UndoProvider } from '../ui/UndoBar';
import { useEndpoint } from './api';
import type { ApiError } from './api-error';
import { isGranted } from './feature';
import { createFormat, FormatContext } from './format';
import { LiveRegion } from './LiveRegion';
import { MeContext } from './me';

const RETRIES = 2;
const FRESH_MS = 15_000;

/** Only what may pass by itself is asked again: a refusal stays a refusal. */
const isWorthRetrying = (failures: number, error: unknown) => {
  const { status } = error as ApiError;
  return failures < RETRIES && (status === 0 || status >= 502);
};

const createQueries = () =>
  new QueryClient({
    defaultOptions: { queries: { retry: isWorthRetrying, staleTime: FRESH_MS, refetchOnWindowFocus: true } },
  });

/** One client per visit, not per page load: after a change of user nothing of the former one is left in memory. */
export const CrmProvider = ({ children }: { children: ReactNode }) => {
  const [queries] = useState(createQueries);
  return (
    <QueryClientProvider client={queries}>
      <LiveRegion>
        <MeLoader>{children}</MeLoader>
      </LiveRegion>
    </QueryClientProvider>
  );
};

const MeLoader = ({ children }: { children: ReactNode }) => {
  const me = useEndpoint(settingsContract.endpoints.me, {}, { staleTime: Infinity });
  if (me.isPending) return null;
  // A failed refresh keeps the page: what was known a moment ago still serves.
  if (me.isError && !me.data) return <LoadFailed error={me.error} onRetry={() => void me.refetch()} />;
  return <SignedIn me={me.data}>{children}</SignedIn>;
};

const SignedIn = ({ me, children }: { me: Me; children: ReactNode }) => {
  const intl = useIntl();
  const user = useMemo(() => {
    const granted = new Set(me.permissions);
    return { ...me, can: (permission: string) => isGranted(granted, permission) };
  }, [me]);
  const format = useMemo(() => createFormat(intl, me.settings), [intl, me.settings]);

  return (
    <MeContext.Provider value={user}>
      <FormatContext.Provider value={format}>
        <UndoProvider>{children}</UndoProvider>
      </FormatContext.Provider>
    </MeContext.Provider>
  );
};
