import { Button } from '@strapi/design-system';
import { Fragment, type ComponentType, type ReactNode, type SVGAttributes } from 'react';
import { styled } from 'styled-components';
import type { ApiError } from '../kernel/api-error';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { LoadFailed } from './LoadFailed';
import { LinesSkeleton } from './Skeleton';
import { surface } from './styles';

const List = styled.ol`
  display: flex;
  flex-direction: column;
  margin: 0;
  padding: 0;
  list-style: none;
`;

const Day = styled.li`
  display: flex;
  align-items: center;
  gap: 1.2rem;
  padding: 0.8rem 0 1.2rem;
  font-size: 1.2rem;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral600};

  &::after {
    content: '';
    flex: 1;
    height: 1px;
    background: ${({ theme }) => theme.colors.neutral200};
  }
`;

const Entry = styled.li`
  position: relative;
  display: grid;
  grid-template-columns: 2.8rem minmax(0, 1fr) auto;
  gap: 0 1.2rem;
  padding-bottom: 2rem;
  font-size: 1.4rem;
  line-height: 2.8rem;
  color: ${({ theme }) => theme.colors.neutral800};

  &:not(:last-child)::before {
    content: '';
    position: absolute;
    left: 1.35rem;
    top: 3.2rem;
    bottom: 0.4rem;
    width: 1px;
    background: ${({ theme }) => theme.colors.neutral200};
  }
`;

const Sign = styled.span`
  display: grid;
  place-items: center;
  width: 2.8rem;
  height: 2.8rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: 50%;
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral600};

  svg {
    width: 1.4rem;
    height: 1.4rem;
  }
`;

const Sentence = styled.div`
  min-width: 0;
  overflow-wrap: anywhere;
  line-height: 1.43;
  padding-top: 0.4rem;
`;

const Clock = styled.time`
  font-size: 1.2rem;
  font-variant-numeric: tabular-nums;
  color: ${({ theme }) => theme.colors.neutral600};
`;

const Below = styled.div`
  grid-column: 2 / -1;
  min-width: 0;
  margin-top: 0.4rem;
  line-height: 1.43;
`;

const Quiet = styled.p`
  padding: 1.6rem 0;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral600};
`;

/** The white box in which a timeline item shows what somebody wrote. */
export const TimelineBody = styled.div`
  ${surface}
  padding: 1.2rem;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

export interface TimelineItem {
  icon: ComponentType<SVGAttributes<SVGElement>>;
  /** “Lena moved the lead to Contacted”, with links in it. */
  sentence: ReactNode;
  /** Below the sentence: a note, answers, an offer to revert. */
  body?: ReactNode;
}

interface TimelineProps<Entry extends { id: string; occurredAt: string }> {
  /** What `useEndpointPages` returns. */
  feed: {
    records: readonly Entry[];
    isPending: boolean;
    isLoadingMore: boolean;
    hasMore: boolean;
    error: ApiError | null;
    loadMore: () => void;
    retry: () => void;
  };
  itemOf: (entry: Entry) => TimelineItem;
  /** Shown where nothing happened yet. */
  empty: ReactNode;
}

export const Timeline = <E extends { id: string; occurredAt: string }>({ feed, itemOf, empty }: TimelineProps<E>) => {
  const text = useText();
  const { dayKey, dayLabel, time, absolute } = useFormat();

  if (feed.isPending) return <LinesSkeleton lines={6} />;
  if (feed.error && feed.records.length === 0) return <LoadFailed error={feed.error} onRetry={feed.retry} isInside />;
  if (feed.records.length === 0) return <Quiet as="div">{empty}</Quiet>;

  return (
    <div>
      <List>
        {feed.records.map((entry, index) => {
          const before = feed.records[index - 1];
          const isNewDay = !before || dayKey(before.occurredAt) !== dayKey(entry.occurredAt);
          const { icon: Icon, sentence, body } = itemOf(entry);
          return (
            <Fragment key={entry.id}>
              {isNewDay && <Day>{dayLabel(entry.occurredAt)}</Day>}
              <Entry>
                <Sign>
                  <Icon aria-hidden />
                </Sign>
                <Sentence>{sentence}</Sentence>
                <Clock dateTime={entry.occurredAt} title={absolute(entry.occurredAt)}>
                  {time(entry.occurredAt)}
                </Clock>
                {body && <Below>{body}</Below>}
              </Entry>
            </Fragment>
          );
        })}
      </List>
      {feed.error && <LoadFailed error={feed.error} onRetry={feed.loadMore} isInside />}
      {feed.hasMore && (
        <Button variant="tertiary" size="S" loading={feed.isLoadingMore} onClick={feed.loadMore}>
          {text('ui.timeline.load-older')}
        </Button>
      )}
    </div>
  );
};
