import { Button } from '@strapi/design-system';
import { useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import { captureContract, type SetupStatus } from '../../../server/src/capture/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useText } from '../kernel/text';
import { ProgressSegments } from '../ui/ProgressSegments';
import { Small } from '../ui/Type';
import { useUndo } from '../ui/UndoBar';
import { doneCount, isComplete, TASKS } from './setup';

const { setup, dismissSetup } = captureContract.endpoints;

const Progress = styled.div`
  display: grid;
  gap: 0.6rem;
  width: 26rem;
  max-width: 100%;
`;

export const SetupProgress = ({ status }: { status: SetupStatus }) => {
  const text = useText();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const offerUndo = useUndo();
  const dismiss = useEndpointMutation(dismissSetup, {
    // Written before anything navigates: the start page decides by it where to go.
    onSuccess: ({ isDismissed }, _request, cache) => cache.write(setup, {}, { ...status, isDismissed }),
    invalidates: [setup],
  });
  const put = (isDismissed: boolean) => dismiss.mutateAsync({ body: { isDismissed } });
  const counts = { done: doneCount(status), total: TASKS.length };

  const leave = async () => {
    try {
      await put(true);
      offerUndo({ message: text('capture.setup.dismissed'), undo: () => put(false) });
      navigate('/plugins/crm');
    } catch (thrown) {
      offerUndo({ message: errorText(toApiError(thrown)) });
    }
  };

  const bringBack = async () => {
    try {
      await put(false);
      offerUndo({ message: text('capture.setup.back'), undo: () => put(true) });
    } catch (thrown) {
      offerUndo({ message: errorText(toApiError(thrown)) });
    }
  };

  const action = () => {
    if (status.isDismissed)
      return (
        <Button size="S" variant="ghost" loading={dismiss.isPending} onClick={() => void bringBack()}>
          {text('capture.setup.bring-back')}
        </Button>
      );
    if (isComplete(status)) return null;
    return (
      <Button size="S" variant="ghost" loading={dismiss.isPending} onClick={() => void leave()}>
        {text('capture.setup.dismiss')}
      </Button>
    );
  };

  return (
    <>
      <Progress>
        <Small aria-hidden>{text('capture.setup.progress', counts)}</Small>
        <ProgressSegments {...counts} label={text('capture.setup.progress', counts)} />
      </Progress>
      {action()}
    </>
  );
};
