import { useIsMobile } from '@strapi/strapi/admin';
import { REASON_POINTS, type ReasonName } from '../../../server/src/spam/contract';
import { useText } from '../kernel/text';
import { useReasonWords } from '../submissions/reasons';
import { Card } from '../ui/Card';
import { DataCards } from '../ui/DataCards';
import { DataTable, type Column } from '../ui/DataTable';
import { Muted, Stack } from '../ui/Type';

interface ReasonRow {
  id: ReasonName;
  points: number;
}

const ROWS: readonly ReasonRow[] = (Object.entries(REASON_POINTS) as [ReasonName, number][])
  .map(([id, points]) => ({ id, points }))
  .sort((one, other) => other.points - one.points);

/** What a reason on a held submission means, and how much it counts. */
export const ReasonsCard = () => {
  const text = useText();
  const isMobile = useIsMobile();
  const reasonWords = useReasonWords();
  const columns: Column<ReasonRow>[] = [
    { id: 'reason', header: text('spam.reasons.reason'), card: 'title', cell: ({ id }) => reasonWords(id) },
    { id: 'points', header: text('spam.reasons.points'), card: 'aside', isNumber: true, cell: ({ points }) => points },
    { id: 'meaning', header: text('spam.reasons.meaning'), card: 'line', cell: ({ id }) => text(`spam.reason.${id}`) },
  ];
  const table = { caption: text('spam.reasons.table'), columns, rows: ROWS };

  return (
    <Card title={text('spam.reasons')}>
      <Stack $gap={4}>
        <Muted>{text('spam.reasons.words')}</Muted>
        {isMobile ? <DataCards {...table} /> : <DataTable {...table} />}
      </Stack>
    </Card>
  );
};
