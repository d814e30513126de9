import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { css, styled } from 'styled-components';
import { controlHeight, plainButton, focusRing } from './styles';

const strip = css`
  display: flex;
  gap: 0.4rem;
  overflow-x: auto;
  scrollbar-width: none;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const tab = css<{ $isActive: boolean }>`
  ${controlHeight}
  flex: none;
  display: inline-flex;
  align-items: center;
  gap: 0.8rem;
  padding: 0.8rem 1.2rem;
  margin-bottom: -1px;
  font-size: 1.4rem;
  line-height: 1.43;
  text-decoration: none;
  color: ${({ theme, $isActive }) => ($isActive ? theme.colors.primary600 : theme.colors.neutral600)};
  font-weight: ${({ $isActive }) => ($isActive ? 600 : 500)};
  border-bottom: 2px solid ${({ theme, $isActive }) => ($isActive ? theme.colors.primary600 : 'transparent')};

  &:hover {
    color: ${({ theme }) => theme.colors.primary600};
  }

  &:focus-visible {
    outline-offset: -2px;
  }
`;

const TabButton = styled.button<{ $isActive: boolean }>`
  ${plainButton}
  ${tab}
`;

const TabLink = styled(Link)<{ $isActive: boolean }>`
  ${focusRing}
  ${tab}
`;

const TabStrip = styled.div`
  ${strip}
`;

const LinkStrip = styled.nav`
  ${strip}
`;

const Count = styled.span`
  font-size: 1.2rem;
  font-weight: 400;
  font-variant-numeric: tabular-nums;
  color: ${({ theme }) => theme.colors.neutral600};
`;

export interface Tab<Id extends string> {
  id: Id;
  label: ReactNode;
  count?: ReactNode;
}

interface TabsProps<Id extends string> {
  /** Names the group; also the base of the panels' ids. */
  name: string;
  label: string;
  tabs: readonly Tab<Id>[];
  active: Id;
  onChange: (id: Id) => void;
}

/** Spread on the element a tab shows. */
export const tabPanelProps = (name: string, id: string) =>
  ({ role: 'tabpanel', id: `${name}-${id}-panel`, 'aria-labelledby': `${name}-${id}-tab` }) as const;

export const Tabs = <Id extends string>({ name, label, tabs, active, onChange }: TabsProps<Id>) => {
  const list = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = tabs.findIndex(({ id }) => id === active);
    const to = tabs[(at + step + tabs.length) % tabs.length];
    if (!to) return;
    event.preventDefault();
    onChange(to.id);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(`${name}-${to.id}-tab`)}`)?.focus();
  };

  return (
    <TabStrip role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {tabs.map(({ id, label: tabLabel, count }) => (
        <TabButton
          key={id}
          type="button"
          role="tab"
          id={`${name}-${id}-tab`}
          aria-selected={id === active}
          aria-controls={`${name}-${id}-panel`}
          tabIndex={id === active ? 0 : -1}
          $isActive={id === active}
          onClick={() => onChange(id)}
        >
          {tabLabel}
          {count !== undefined && <Count>{count}</Count>}
        </TabButton>
      ))}
    </TabStrip>
  );
};

export interface LinkTab {
  to: string;
  label: ReactNode;
  count?: ReactNode;
  isActive: boolean;
}

/** Tabs that are addresses: views of a list, parts of a page. */
export const LinkTabs = ({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) => (
  <LinkStrip aria-label={label}>
    {tabs.map(({ to, label: tabLabel, count, isActive }) => (
      <TabLink key={to} to={to} $isActive={isActive} aria-current={isActive ? 'page' : undefined}>
        {tabLabel}
        {count !== undefined && <Count>{count}</Count>}
      </TabLink>
    ))}
  </LinkStrip>
);
