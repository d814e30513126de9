import { useParams } from 'react-router-dom';
import { companiesContract } from '../../../server/src/companies/contract';
import { useEndpoint } from '../kernel/api';
import { LoadFailed } from '../ui/LoadFailed';
import { RecordSkeleton } from '../ui/Skeleton';
import { CompanyRecord } from './CompanyRecord';

export const CompanyPage = () => {
  const { id = '' } = useParams<'id'>();
  const company = useEndpoint(companiesContract.endpoints.get, { params: { id } });
  if (company.isPending) return <RecordSkeleton />;
  if (company.isError) return <LoadFailed error={company.error} onRetry={() => void company.refetch()} />;
  return <CompanyRecord key={id} company={company.data} />;
};
