import { footprintRows } from './footprint';
import { growthRows } from './growth';
import { prepareDatabase } from './prepare';
import { submissionRows } from './submissions';
import { print, type Row } from './table';

type Group = (copy: (name: string) => string) => Promise<Row[]>;

const GROUPS: Record<string, Group> = { submissions: submissionRows, footprint: footprintRows, growth: growthRows };

/** `npm run bench` prints everything; `npm run bench -- growth` one group. */
const main = async (): Promise<void> => {
  const wanted = process.argv.slice(2);
  const { copy } = await prepareDatabase();
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(GROUPS)) if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure(copy)));
  console.log('\nEvery figure is a ratio within this run.\n');
  print(rows);
  if (rows.some((row) => row.isMet === false)) process.exitCode = 1;
};

void main();
