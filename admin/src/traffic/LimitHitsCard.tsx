import type { UseQueryResult } from '@tanstack/react-query';
import type { CaptureHealth } from '../../../server/src/traffic/contract';
import type { ApiError } from '../kernel/api-error';
import { crmPath } from '../kernel/feature';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { DataTable, type Column } from '../ui/DataTable';
import { RowLink } from '../ui/Links';
import { RelativeTime } from '../ui/RelativeTime';
import { LinesSkeleton } from '../ui/Skeleton';
import { Muted } from '../ui/Type';

interface LimitHitsCardProps {
  health: UseQueryResult<CaptureHealth, ApiError>;
  /** As far as the role may see them. */
  forms: readonly { id: string; name: string }[];
}

type LimitHit = CaptureHealth['limitHits'][number] & { id: string };

/** Fails together with the cards above, which tell why. */
export const LimitHitsCard = ({ health: { data, isError }, forms }: LimitHitsCardProps) => {
  const text = useText();
  if (!data) return isError ? null : <Card title={text('traffic.limits.title')}><LinesSkeleton lines={2} /></Card>;
  const rows = data.limitHits.map((hit) => ({ ...hit, id: `${hit.day} ${hit.formId ?? ''}` }));
  if (rows.length === 0) return <Card title={text('traffic.limits.title')}><Muted>{text('traffic.limits.empty')}</Muted></Card>;
  return (
    <Card title={text('traffic.limits.title')} isFlush>
      <LimitHits rows={rows} forms={forms} />
    </Card>
  );
};

const LimitHits = ({ rows, forms }: { rows: readonly LimitHit[]; forms: LimitHitsCardProps['forms'] }) => {
  const text = useText();
  const { number, plainDate } = useFormat();
  const formOf = (formId: string | null) => {
    if (formId === null) return text('traffic.limits.no-form');
    const form = forms.find(({ id }) => id === formId);
    return form ? <RowLink to={crmPath(`forms/${form.id}`)}>{form.name}</RowLink> : <Muted>{text('traffic.limits.unknown')}</Muted>;
  };
  const columns: Column<LimitHit>[] = [
    { id: 'form', header: text('traffic.limits.form'), cell: ({ formId }) => formOf(formId) },
    { id: 'day', header: text('traffic.days.day'), cell: ({ day }) => plainDate(day) },
    { id: 'count', header: text('traffic.limits.count'), isNumber: true, cell: ({ count }) => number(count) },
    { id: 'told', header: text('traffic.limits.told'), cell: ({ alertedAt }) => (alertedAt ? <RelativeTime at={alertedAt} /> : text('traffic.limits.not-told')) },
  ];
  return <DataTable caption={text('traffic.limits.table')} columns={columns} rows={rows} />;
};
