import type { FormRow } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import type { Tone } from '../ui/styles';

const TONES: Record<FormRow['state'], Tone> = { draft: 'neutral', published: 'success', unpublished: 'warning' };

export const FormStateChip = ({ form: { state, publishedVersion } }: { form: Pick<FormRow, 'state' | 'publishedVersion'> }) => {
  const text = useText();
  const isLive = state === 'published' && publishedVersion !== null;
  return (
    <Chip tone={TONES[state]} isHollow={state !== 'published'}>
      {isLive ? text('forms.state.published-version', { version: publishedVersion }) : text(`forms.state.${state}`)}
    </Chip>
  );
};
