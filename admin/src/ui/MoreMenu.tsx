import { IconButton, Menu } from '@strapi/design-system';
import { More } from '@strapi/icons';
import type { ReactNode } from 'react';
import { useText } from '../kernel/text';

export interface MenuAction {
  label: string;
  icon?: ReactNode;
  onSelect: () => void;
  isDanger?: boolean;
  isDisabled?: boolean;
}

/** The ⋯ menu. `label` says of what: “More for Ana Silva”. */
export const MoreMenu = ({ label, actions }: { label?: string; actions: readonly MenuAction[] }) => {
  const text = useText();
  if (actions.length === 0) return null;
  const name = label ?? text('ui.more');
  return (
    <Menu.Root>
      <Menu.Trigger tag={IconButton} icon={<More />} variant="tertiary" size="S" endIcon={null} label={name}>
        {name}
      </Menu.Trigger>
      <Menu.Content popoverPlacement="bottom-end">
        {actions.map(({ label: action, icon, onSelect, isDanger, isDisabled }) => (
          <Menu.Item
            key={action}
            startIcon={icon}
            disabled={isDisabled}
            variant={isDanger ? 'danger' : 'default'}
            onSelect={onSelect}
          >
            {action}
          </Menu.Item>
        ))}
      </Menu.Content>
    </Menu.Root>
  );
};
