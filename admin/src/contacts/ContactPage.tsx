import { useParams } from 'react-router-dom';
import { contactsContract } from '../../../server/src/contacts/contract';
import { useEndpoint } from '../kernel/api';
import { LoadFailed } from '../ui/LoadFailed';
import { RecordSkeleton } from '../ui/Skeleton';
import { ContactRecord } from './ContactRecord';

export const ContactPage = () => {
  const { id = '' } = useParams<'id'>();
  const contact = useEndpoint(contactsContract.endpoints.get, { params: { id } });
  if (contact.isPending) return <RecordSkeleton />;
  if (contact.isError) return <LoadFailed error={contact.error} onRetry={() => void contact.refetch()} />;
  return <ContactRecord key={id} contact={contact.data} />;
};
