import { useLayoutEffect, useState } from 'react';

interface SteadyRowsOptions<Row extends { id: string }> {
  rows: readonly Row[] | undefined;
  /** What was asked. The answer to another question is shown at once. */
  question: string;
  /** False while the rows still belong to the question before. */
  isSettled: boolean;
  /** True while new rows would push away what somebody reads. */
  isReading: () => boolean;
  onArrival: (count: number) => void;
}

/** Rows that arrive while somebody reads further down wait until they are asked for; all others show at once. */
export const useSteadyRows = <Row extends { id: string }>(options: SteadyRowsOptions<Row>) => {
  const { rows = [], question, isSettled, isReading, onArrival } = options;
  const [known, setKnown] = useState<{ question: string; ids: ReadonlySet<string> }>();
  const isComparable = isSettled && known?.question === question;
  const waiting = isComparable ? rows.filter(({ id }) => !known.ids.has(id)) : [];
  const showAll = () => setKnown({ question, ids: new Set(rows.map(({ id }) => id)) });

  useLayoutEffect(() => {
    if (!options.rows || !isSettled) return;
    if (!isComparable) showAll();
    else if (waiting.length > 0 && !isReading()) {
      onArrival(waiting.length);
      showAll();
    }
  });

  return { shown: rows.filter((row) => !waiting.includes(row)), waiting: waiting.length, showAll };
};
