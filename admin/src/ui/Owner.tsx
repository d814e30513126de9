import { Tooltip, VisuallyHidden } from '@strapi/design-system';
import type { Reference } from '../../../server/src/kernel/contract';
import { useText } from '../kernel/text';
import { Avatar, NamedAvatar } from './Avatar';

/** The round sign of an owner in a table cell: the name is in the tooltip and read aloud. */
export const OwnerAvatar = ({ owner }: { owner: Reference | null }) => {
  const text = useText();
  const name = owner?.name ?? text('ui.unassigned');
  return (
    <Tooltip label={name}>
      <span>
        <Avatar kind={owner ? 'teammate' : 'unassigned'} name={name} />
        <VisuallyHidden>{name}</VisuallyHidden>
      </span>
    </Tooltip>
  );
};

export const OwnerName = ({ owner }: { owner: Reference | null }) => {
  const text = useText();
  return <NamedAvatar kind={owner ? 'teammate' : 'unassigned'} name={owner?.name ?? text('ui.unassigned')} />;
};
