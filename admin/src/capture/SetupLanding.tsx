import type { ReactElement } from 'react';
import { Navigate } from 'react-router-dom';
import { captureContract } from '../../../server/src/capture/contract';
import { useEndpoint } from '../kernel/api';
import { crmPath } from '../kernel/feature';
import { isSetUp } from './setup';

/** Whoever sets up the CRM starts at the checklist until it is done or dismissed. */
export const SetupLanding = ({ otherwise }: { otherwise: ReactElement }) => {
  const setup = useEndpoint(captureContract.endpoints.setup);
  if (setup.isPending) return null;
  if (setup.isError || isSetUp(setup.data)) return otherwise;
  return <Navigate to={crmPath('setup')} replace />;
};
