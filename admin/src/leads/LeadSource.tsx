import { styled } from 'styled-components';
import type { LeadRow } from '../../../server/src/leads/contract';
import { useText } from '../kernel/text';
import { ellipsis } from '../ui/styles';
import { Muted } from '../ui/Type';

const Line = styled.div`
  ${ellipsis}
  max-width: 20rem;
`;

/** The form and the page that brought it; else how it came in. */
export const LeadSource = ({ lead }: { lead: LeadRow }) => {
  const text = useText();
  const origin = lead.form?.name ?? text(`leads.source.${lead.source}`);
  const page = lead.landing?.title;
  if (!page) return <Line title={origin}>{origin}</Line>;
  return (
    <Line title={`${origin} · ${page}`}>
      {origin} <Muted>· {page}</Muted>
    </Line>
  );
};
