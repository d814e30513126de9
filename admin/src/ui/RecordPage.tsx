import { useIsMobile } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { useBackToList } from '../kernel/url-state';
import { PageBody, PageHeader } from './PageHeader';
import { Tabs, tabPanelProps } from './Tabs';

const TABS = ['overview', 'timeline', 'related'] as const;
type TabId = (typeof TABS)[number];

const PhoneOnly = styled.div`
  ${({ theme }) => theme.breakpoints.medium} {
    display: none;
  }
`;

/** A panel of the phone's tabs; on larger screens all are shown. */
const Part = styled.div<{ $isActive: boolean }>`
  display: ${({ $isActive }) => ($isActive ? 'flex' : 'none')};
  flex-direction: column;
  gap: 1.6rem;
  min-width: 0;

  ${({ theme }) => theme.breakpoints.medium} {
    display: flex;
  }
`;

/** Beside the navigation a tablet has no room for a second column. */
const Columns = styled.div<{ $hasLeft: boolean }>`
  display: flex;
  flex-direction: column;
  gap: 1.6rem;

  ${({ theme }) => theme.breakpoints.large} {
    display: grid;
    align-items: start;
    grid-template-columns: ${({ $hasLeft }) => ($hasLeft ? '28.8rem minmax(0, 1fr)' : 'minmax(0, 1fr) 27.2rem')};
    grid-template-areas: ${({ $hasLeft }) => ($hasLeft ? "'left middle' 'right middle'" : "'middle right'")};
    grid-template-rows: ${({ $hasLeft }) => ($hasLeft ? 'auto 1fr' : 'auto')};
  }

  @media (min-width: 1280px) {
    grid-template-rows: auto;
    grid-template-columns: ${({ $hasLeft }) => ($hasLeft ? '28.8rem minmax(0, 1fr) 27.2rem' : 'minmax(0, 1fr) 32rem')};
    grid-template-areas: ${({ $hasLeft }) => ($hasLeft ? "'left middle right'" : "'middle right'")};
  }

  @media (min-width: 1600px) {
    grid-template-columns: ${({ $hasLeft }) => ($hasLeft ? '32rem minmax(0, 1fr) 32rem' : 'minmax(0, 1fr) 36rem')};
  }
`;

interface RecordPageProps {
  title: string;
  avatar?: ReactNode;
  chip?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** The list this record belongs to; “back” restores its last view. */
  back: { path: string; label: string };
  /** Above everything, such as a duplicate or sample notice. */
  banner?: ReactNode;
  /** Facts, stepper: full width below the header, part of Overview on phones. */
  highlights?: ReactNode;
  /** Properties. Without it the page has two columns, and phones show the middle as Overview. */
  left?: ReactNode;
  /** Composer and timeline. */
  middle: ReactNode;
  /** What belongs to it. */
  right: ReactNode;
  /** Renames the phone's tabs. */
  tabLabels?: Partial<Record<TabId, string>>;
  /** Drawers and the like. */
  children?: ReactNode;
}

const isTab = (value: string | null): value is TabId => TABS.some((tab) => tab === value);

export const RecordPage = (props: RecordPageProps) => {
  const { title, avatar, chip, subtitle, actions, back, banner, highlights, left, middle, right, tabLabels = {}, children } = props;
  const text = useText();
  const backTo = useBackToList(back.path);
  const [params, setParams] = useSearchParams();
  const asked = params.get('tab');
  const active: TabId = isTab(asked) ? asked : 'overview';
  const tabs = TABS.filter((tab) => left || tab !== 'timeline');
  const middleTab = left ? 'timeline' : 'overview';
  const isMobile = useIsMobile();
  const part = (tab: TabId) => ({ $isActive: active === tab, ...(isMobile && tabPanelProps('record', tab)) });

  const setTab = (tab: TabId) =>
    setParams(
      (before) => {
        before.set('tab', tab);
        return before;
      },
      { replace: true },
    );

  return (
    <>
      <PageHeader
        title={title}
        avatar={avatar}
        chip={chip}
        subtitle={subtitle}
        actions={actions}
        back={{ to: backTo, label: back.label }}
      />
      <PageBody>
        {banner}
        <PhoneOnly>
          <Tabs
            name="record"
            label={title}
            tabs={tabs.map((id) => ({ id, label: tabLabels[id] ?? text(`ui.record.${id}`) }))}
            active={active}
            onChange={setTab}
          />
        </PhoneOnly>
        {highlights && <Part $isActive={active === 'overview'}>{highlights}</Part>}
        <Columns $hasLeft={Boolean(left)}>
          {left && (
            <Part style={{ gridArea: 'left' }} {...part('overview')}>
              {left}
            </Part>
          )}
          <Part style={{ gridArea: 'middle' }} {...part(middleTab)}>
            {middle}
          </Part>
          <Part style={{ gridArea: 'right' }} {...part('related')}>
            {right}
          </Part>
        </Columns>
      </PageBody>
      {children}
    </>
  );
};
