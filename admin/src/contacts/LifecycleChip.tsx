import type { LifecycleStage } from '../../../server/src/contacts/contract';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import { LIFECYCLE_LOOKS } from './lifecycle';

export const LifecycleChip = ({ stage }: { stage: LifecycleStage }) => {
  const text = useText();
  return <Chip {...LIFECYCLE_LOOKS[stage]}>{text(`contacts.lifecycleStage.${stage}`)}</Chip>;
};
