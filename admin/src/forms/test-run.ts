import { useEffect, useState } from 'react';
import { captureContract } from '../../../server/src/capture/contract';
import { formsContract, type Form } from '../../../server/src/forms/contract';
import { leadsContract } from '../../../server/src/leads/contract';
import { submissionsContract, type SubmissionRow } from '../../../server/src/submissions/contract';
import { useEndpoint, useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useMe } from '../kernel/me';

const { listForms, getForm, publishForm } = formsContract.endpoints;
const { list, counts, get } = submissionsContract.endpoints;
const { setup, sendTest } = captureContract.endpoints;
const ASKED_EVERY_MS = 1_000;

/** Publishes where needed, sends a test the way a visitor does, and follows it until it is a lead. */
export const useTestRun = (form: Pick<Form, 'id' | 'state'>) => {
  const { can } = useMe();
  const errorText = useErrorText();
  const [sent, setSent] = useState<SubmissionRow>();
  const [isFollowing, setIsFollowing] = useState(false);
  const [failure, setFailure] = useState<string>();
  const params = { id: form.id };
  const publish = useEndpointMutation(publishForm, {
    invalidates: [listForms, setup],
    onSuccess: (live, request, cache) => cache.write(getForm, request, live),
  });
  const send = useEndpointMutation(sendTest, { invalidates: [setup, list, counts] });
  const followed = useEndpoint(
    get,
    { params: { id: sent?.id ?? '' } },
    { enabled: sent !== undefined && can('submissions.read'), refetchInterval: isFollowing && ASKED_EVERY_MS },
  );
  const received: SubmissionRow | undefined = sent && (followed.data ?? sent);

  useEffect(() => setIsFollowing(received?.state === 'received'), [received?.state]);

  const run = async () => {
    setFailure(undefined);
    try {
      if (form.state !== 'published') await publish.mutateAsync({ params });
      setSent(await send.mutateAsync({ params }));
    } catch (thrown) {
      setFailure(errorText(toApiError(thrown)));
    }
  };

  return { run, received, failure, isRunning: publish.isPending || send.isPending, mayRun: can('forms.publish') };
};

/** Lists that show a new lead once a test became one. */
export const LEAD_LISTS = [leadsContract.endpoints.list, leadsContract.endpoints.counts] as const;
