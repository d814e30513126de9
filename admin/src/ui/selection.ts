import { useCallback, useEffect, useMemo, useState } from 'react';

/** The ticked rows of a list. */
export interface Selection<Row extends { id: string }> {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  set: (ids: readonly string[]) => void;
  /** What a screen reader says of the row's box: “Select Ana Silva”. */
  labelOf: (row: Row) => string;
}

/** Only what is on the page can be ticked: another page or filter starts anew. */
export const useSelection = <Row extends { id: string }>(rows: readonly Row[] | undefined, labelOf: (row: Row) => string): Selection<Row> => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => new Set(rows?.map(({ id }) => id)), [rows]);
  const ids = useMemo(() => new Set([...chosen].filter((id) => shown.has(id))), [chosen, shown]);

  useEffect(() => {
    if (ids.size !== chosen.size) setChosen(ids);
  }, [chosen, ids]);

  const set = useCallback((next: readonly string[]) => setChosen(new Set(next)), []);
  const toggle = useCallback(
    (id: string) =>
      setChosen((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  return useMemo(() => ({ ids, toggle, set, labelOf }), [ids, labelOf, set, toggle]);
};
