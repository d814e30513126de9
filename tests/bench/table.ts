export interface Row {
  /** Row of the performance table. */
  id: string;
  what: string;
  /** The denominator, measured in the same run. */
  against: string;
  ratio: number;
  target: string;
  /** Null where the target is a goal, not a floor. */
  isMet: boolean | null;
  detail: string;
}

export const print = (rows: readonly Row[]): void => {
  for (const row of rows) {
    const verdict = row.isMet === null ? '    ' : row.isMet ? 'ok  ' : 'MISS';
    console.log(`${verdict} ${row.id.padEnd(3)} ${row.what.padEnd(48)} ${`${row.ratio.toFixed(2)}×`.padStart(9)}  of ${row.against} (${row.target})`);
    console.log(`         ${row.detail}`);
  }
};
