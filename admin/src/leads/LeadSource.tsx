import type { LeadRow } from '../../../server/src/leads/contract';
import { useText } from '../kernel/text';
import { Muted } from '../ui/Type';

/** The form and the page that brought it; else how it came in. */
export const LeadSource = ({ lead }: { lead: LeadRow }) => {
  const text = useText();
  const origin = lead.form?.name ?? text(`leads.source.${lead.source}`);
  const page = lead.landing?.title;
  if (!page) return <span title={origin}>{origin}</span>;
  return (
    <span title={`${origin} · ${page}`}>
      {origin} <Muted>· {page}</Muted>
    </span>
  );
};
