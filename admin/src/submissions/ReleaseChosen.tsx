import { Button } from '@strapi/design-system';
import { submissionsContract, type SubmissionRow } from '../../../server/src/submissions/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useText } from '../kernel/text';
import type { Selection } from '../ui/selection';
import { useUndo } from '../ui/UndoBar';

const { list, counts, get, releaseMany } = submissionsContract.endpoints;

/** Releases the ticked rows; those that can't be released stay ticked, with the first one's reason. */
export const ReleaseChosen = ({ selection }: { selection: Selection<SubmissionRow> }) => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const releasing = useEndpointMutation(releaseMany, { invalidates: [list, counts, get] });

  const release = async () => {
    try {
      const { released, refused } = await releasing.mutateAsync({ body: { ids: [...selection.ids] } });
      selection.set(refused.map(({ id }) => id));
      const [first] = refused;
      tell({
        message: first
          ? text('submissions.released-but', { count: released, refused: refused.length, reason: first.message })
          : text('submissions.released-many', { count: released }),
      });
    } catch (thrown) {
      tell({ message: errorText(toApiError(thrown)) });
    }
  };

  return (
    <Button size="S" loading={releasing.isPending} onClick={() => void release()}>
      {text('submissions.release-chosen')}
    </Button>
  );
};
