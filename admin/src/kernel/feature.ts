import type { ComponentType, LazyExoticComponent, ReactElement, SVGAttributes } from 'react';
import type { TextId } from '../translations';

export const NAV_SECTIONS = ['start', 'records', 'marketing', 'tools'] as const;
export type NavSection = (typeof NAV_SECTIONS)[number];

export interface NavEntry {
  /** Below `/plugins/crm`. */
  path: string;
  section: NavSection;
  label: TextId;
  icon: ComponentType<SVGAttributes<SVGElement>>;
  permission: string;
  /** Renders the number in the badge, or nothing. */
  Count?: LazyExoticComponent<ComponentType>;
  /** Where `/plugins/crm` leads when nothing else claims it. */
  isHome?: boolean;
}

export interface FeatureRoute {
  /** Below `/plugins/crm`, with `:id` and the like. */
  path: string;
  permission: string;
  Component: LazyExoticComponent<ComponentType>;
}

export interface SettingsEntry {
  /** Below `/settings/crm`. */
  path: string;
  label: { id: string; defaultMessage: string };
  permission: string;
  load: () => Promise<ComponentType>;
}

export interface AdminFeature {
  name: string;
  nav: readonly NavEntry[];
  routes: readonly FeatureRoute[];
  settings?: readonly SettingsEntry[];
  /** May claim the index page, and renders `otherwise` when it does not. */
  landing?: { permission: string; Component: LazyExoticComponent<ComponentType<{ otherwise: ReactElement }>> };
}

const WIDTHS = ['', '.team', '.own'] as const;

/** `leads.read` is satisfied by `leads.read`, `leads.read.team` and `leads.read.own`. */
export const isGranted = (granted: ReadonlySet<string>, permission: string): boolean =>
  WIDTHS.some((width) => granted.has(permission + width));

export const asStrapiPermissions = (permission: string) =>
  WIDTHS.map((width) => ({ action: `plugin::crm.${permission}${width}`, subject: null }));

export const crmPath = (path: string): string => `/plugins/crm/${path}`;
