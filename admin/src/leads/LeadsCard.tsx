import { styled } from 'styled-components';
import type { LeadRow } from '../../../server/src/leads/contract';
import { crmPath } from '../kernel/feature';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { TextLink } from '../ui/Links';
import { LoadFailed } from '../ui/LoadFailed';
import { RelativeTime } from '../ui/RelativeTime';
import { LinesSkeleton } from '../ui/Skeleton';
import { Muted, Small, Stack } from '../ui/Type';
import { LeadStatusChip } from './LeadStatusChip';
import type { RecordLeads } from './record-leads';

const SHOWN = 5;

const Row = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 0.2rem 0.8rem;
  align-items: center;
`;

interface LeadsCardProps {
  leads: RecordLeads;
  /** What tells these leads apart: the form for one person, the person for a company. */
  titleOf: (lead: LeadRow) => string;
  /** The list with all of them. */
  allAt: string;
}

export const LeadsCard = ({ leads: { query, rows, isAll, isVisible }, titleOf, allAt }: LeadsCardProps) => {
  const text = useText();
  const { number } = useFormat();
  if (!isVisible) return null;

  const count = query.data && (isAll ? number(rows.length) : `${number(rows.length)}+`);
  return (
    <Card title={text('leads.title')} count={count}>
      {query.isPending && <LinesSkeleton lines={2} />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} isInside />}
      {query.data && rows.length === 0 && <Muted>{text('leads.card.none')}</Muted>}
      <Stack $gap={3}>
        {rows.slice(0, SHOWN).map((lead) => (
          <Row key={lead.id}>
            <TextLink to={crmPath(`leads/${lead.id}`)}>{titleOf(lead)}</TextLink>
            <LeadStatusChip status={lead.status} />
            <Small>
              <RelativeTime at={lead.createdAt} />
              {lead.landing?.title && ` · ${lead.landing.title}`}
            </Small>
          </Row>
        ))}
        {rows.length > SHOWN && <TextLink to={allAt}>{text('leads.card.all', { count: count ?? '' })}</TextLink>}
      </Stack>
    </Card>
  );
};
