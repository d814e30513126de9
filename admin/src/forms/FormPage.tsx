import { useParams } from 'react-router-dom';
import { formsContract } from '../../../server/src/forms/contract';
import { useEndpoint } from '../kernel/api';
import { LoadFailed } from '../ui/LoadFailed';
import { PageSkeleton } from '../ui/Skeleton';
import { FormEditor } from './FormEditor';

export const FormPage = () => {
  const { id = '' } = useParams<'id'>();
  const form = useEndpoint(formsContract.endpoints.getForm, { params: { id } });
  if (form.isPending) return <PageSkeleton />;
  if (form.isError) return <LoadFailed error={form.error} onRetry={() => void form.refetch()} />;
  return <FormEditor key={id} form={form.data} />;
};
