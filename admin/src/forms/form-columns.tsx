import { useMemo, type ReactNode } from 'react';
import type { z } from 'zod';
import type { FormRow } from '../../../server/src/forms/contract';
import type { submissionCounts } from '../../../server/src/submissions/contract';
import { crmPath } from '../kernel/feature';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import type { Column } from '../ui/DataTable';
import { RowLink, TextLink } from '../ui/Links';
import { RelativeTime } from '../ui/RelativeTime';
import { Cluster, Code, Muted, Small } from '../ui/Type';
import { FormStateChip } from './FormStateChip';

type FormCounts = z.infer<typeof submissionCounts>['results'];

const submissionsPath = (formId: string, state?: string) =>
  crmPath(`submissions?filter.form=${formId}${state ? `&filter.state=${state}` : ''}`);

/** Without `counts` (no permission, or not there yet) the table shows the forms alone. */
export const useFormColumns = (counts: FormCounts | undefined): Column<FormRow>[] => {
  const text = useText();
  const { number } = useFormat();

  return useMemo(() => {
    const countsOf = (id: string) => counts?.find(({ formId }) => formId === id);
    const amount = (value: number, to: string): ReactNode =>
      value === 0 ? <Muted>{number(0)}</Muted> : <TextLink to={to}>{number(value)}</TextLink>;

    const form: Column<FormRow>[] = [
      {
        id: 'name',
        header: text('forms.column.name'),
        sorts: ['name'],
        card: 'title',
        cell: ({ id, name }) => <RowLink to={crmPath(`forms/${id}`)}>{name}</RowLink>,
      },
      {
        id: 'state',
        header: text('forms.column.state'),
        card: 'aside',
        cell: (row) => (
          <Cluster>
            <FormStateChip form={row} />
            {row.state === 'published' && row.hasUnpublishedChanges && <Small>{text('forms.changes')}</Small>}
          </Cluster>
        ),
      },
      { id: 'slug', header: text('forms.column.slug'), card: 'line', cell: ({ slug }) => <Code>/{slug}</Code> },
    ];
    const updated: Column<FormRow> = {
      id: 'updatedAt',
      header: text('forms.column.updated'),
      sorts: ['-updatedAt'],
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
    };
    if (!counts) return [...form, updated];

    return [
      ...form,
      {
        id: 'total',
        header: text('forms.column.total'),
        isNumber: true,
        cell: ({ id }) => amount(countsOf(id)?.total ?? 0, submissionsPath(id)),
      },
      {
        id: 'held',
        header: text('forms.column.held'),
        isNumber: true,
        cell: ({ id }) => amount(countsOf(id)?.quarantined ?? 0, submissionsPath(id, 'quarantined')),
      },
      {
        id: 'failed',
        header: text('forms.column.failed'),
        isNumber: true,
        cell: ({ id }) => amount(countsOf(id)?.failed ?? 0, submissionsPath(id, 'failed')),
      },
      {
        id: 'last',
        header: text('forms.column.last'),
        card: 'foot',
        cell: ({ id }) => {
          const at = countsOf(id)?.lastReceivedAt;
          return at ? <RelativeTime at={at} /> : <Muted>{text('forms.never')}</Muted>;
        },
      },
      updated,
    ];
  }, [counts, number, text]);
};
