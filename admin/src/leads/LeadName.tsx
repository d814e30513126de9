import { styled } from 'styled-components';
import type { LeadRow } from '../../../server/src/leads/contract';
import { crmPath } from '../kernel/feature';
import { Avatar } from '../ui/Avatar';
import { RowLink } from '../ui/Links';
import { ellipsis } from '../ui/styles';
import { LeadFlags } from './LeadFlags';

const Row = styled.span`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.4rem 0.8rem;
  min-width: 0;
  font-weight: 400;
  overflow-wrap: anywhere;

  ${({ theme }) => theme.breakpoints.medium} {
    flex-wrap: nowrap;

    ${RowLink} {
      ${ellipsis}
    }
  }
`;

export const LeadName = ({ lead }: { lead: LeadRow }) => (
  <Row>
    <Avatar kind="contact" name={lead.name} />
    <RowLink to={crmPath(`leads/${lead.id}`)}>{lead.name}</RowLink>
    <LeadFlags lead={lead} />
  </Row>
);
