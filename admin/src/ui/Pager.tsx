import { IconButton } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';
import { styled } from 'styled-components';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import type { ListState } from '../kernel/url-state';

const Foot = styled.footer`
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 1.6rem;
  padding: 1.2rem 1.6rem;
  font-size: 1.4rem;
  font-variant-numeric: tabular-nums;
  color: ${({ theme }) => theme.colors.neutral600};
`;

const Buttons = styled.div`
  display: flex;
  gap: 0.8rem;
`;

interface PagerProps {
  list: ListState;
  shown: number;
  page: { next: string | null; total: number | null };
}

/** Keyset pages: forwards and back, without page numbers that would have to be counted. */
export const Pager = ({ list, shown, page }: PagerProps) => {
  const text = useText();
  const { number } = useFormat();
  if (!list.hasPrevious && !page.next) return null;

  const rows = { from: number(list.firstRow), to: number(list.firstRow + shown - 1), total: number(page.total ?? 0) };
  const range = () => {
    if (!list.isFirstRowKnown) return text('ui.pager.shown', { count: number(shown) });
    return page.total === null ? text('ui.pager.range', rows) : text('ui.pager.range-of', rows);
  };
  const next = page.next;

  return (
    <Foot>
      <span>{range()}</span>
      <Buttons>
        <IconButton label={text('ui.pager.previous')} size="S" variant="tertiary" disabled={!list.hasPrevious} onClick={list.previous}>
          <ChevronLeft />
        </IconButton>
        <IconButton label={text('ui.pager.next')} size="S" variant="tertiary" disabled={!next} onClick={() => next && list.next(next)}>
          <ChevronRight />
        </IconButton>
      </Buttons>
    </Foot>
  );
};
