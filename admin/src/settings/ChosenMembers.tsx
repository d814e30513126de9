import { Cross } from '@strapi/icons';
import { styled } from 'styled-components';
import type { Reference } from '../../../server/src/kernel/contract';
import { useText } from '../kernel/text';
import { NamedAvatar } from '../ui/Avatar';
import { plainButton } from '../ui/styles';
import { Muted } from '../ui/Type';

const List = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 0.8rem;
`;

const Member = styled.li`
  display: inline-flex;
  align-items: center;
  max-width: 100%;
  min-height: 3.2rem;
  padding: 0.3rem 0.4rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: 1.6rem;
  font-size: 1.3rem;
`;

const Remove = styled.button`
  ${plainButton}
  display: grid;
  place-items: center;
  flex: none;
  width: 2.4rem;
  height: 2.4rem;
  color: ${({ theme }) => theme.colors.neutral600};

  svg {
    width: 1rem;
    height: 1rem;
  }
`;

interface ChosenMembersProps {
  members: readonly Reference[];
  /** Without it they can only be looked at. */
  onRemove?: (id: string) => void;
}

export const ChosenMembers = ({ members, onRemove }: ChosenMembersProps) => {
  const text = useText();
  if (members.length === 0) return <Muted>{text('settings.members.nobody')}</Muted>;
  return (
    <List aria-label={text('settings.members.chosen')}>
      {members.map(({ id, name }) => (
        <Member key={id}>
          <NamedAvatar kind="teammate" name={name} />
          {onRemove && (
            <Remove type="button" aria-label={text('settings.members.remove', { name })} onClick={() => onRemove(id)}>
              <Cross aria-hidden />
            </Remove>
          )}
        </Member>
      ))}
    </List>
  );
};
