import { styled } from 'styled-components';
import type { Reference } from '../../../server/src/kernel/contract';
import { useText } from '../kernel/text';
import { OwnerAvatar } from '../ui/Owner';
import { Muted, Small } from '../ui/Type';

const SHOWN = 5;

const Row = styled.ul`
  display: flex;
  align-items: center;
  gap: 0.4rem;
`;

/** Names are in the tooltips and read aloud. */
export const MemberAvatars = ({ members }: { members: readonly Reference[] }) => {
  const text = useText();
  if (members.length === 0) return <Muted>{text('settings.teams.nobody')}</Muted>;
  return (
    <Row>
      {members.slice(0, SHOWN).map((member) => (
        <li key={member.id}>
          <OwnerAvatar owner={member} />
        </li>
      ))}
      {members.length > SHOWN && <Small as="li">{text('settings.teams.more-members', { count: members.length - SHOWN })}</Small>}
    </Row>
  );
};
