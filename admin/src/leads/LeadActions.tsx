import { Button, LinkButton } from '@strapi/design-system';
import { Mail, Phone, User } from '@strapi/icons';
import { styled } from 'styled-components';
import type { Lead } from '../../../server/src/leads/contract';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { MoreMenu, type MenuAction } from '../ui/MoreMenu';
import { mailAddress, phoneAddress } from '../ui/addresses';

const Bar = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.8rem;

  /* Thumbs get the whole line. The header gives its actions no width, and here no scroll bar takes any. */
  @media (max-width: 767px) and (pointer: coarse) {
    width: calc(100vw - 3.2rem);

    a,
    button {
      min-height: 4.4rem;
    }

    > a {
      flex: 1;
    }
  }
`;

const Claim = styled.span`
  display: flex;

  @media (max-width: 767px) and (pointer: coarse) {
    flex: 1 0 100%;

    > button {
      flex: 1;
    }
  }
`;

interface LeadActionsProps {
  lead: Lead;
  menu: readonly MenuAction[];
  onClaim: () => void;
  isClaiming: boolean;
}

/** Answering comes first: call, write, and say that it is yours. */
export const LeadActions = ({ lead, menu, onClaim, isClaiming }: LeadActionsProps) => {
  const text = useText();
  const { user, can } = useMe();
  const isMine = lead.owner?.id === user.id;
  return (
    <Bar>
      {lead.phone && (
        <LinkButton variant="tertiary" size="S" startIcon={<Phone />} href={phoneAddress(lead.phone)}>
          {text('leads.call')}
        </LinkButton>
      )}
      {lead.email && (
        <LinkButton variant="tertiary" size="S" startIcon={<Mail />} href={mailAddress(lead.email)}>
          {text('leads.mail')}
        </LinkButton>
      )}
      <MoreMenu label={text('leads.more', { name: lead.name })} actions={menu} />
      {can('leads.update') && !isMine && (
        <Claim>
          <Button variant="secondary" size="S" startIcon={<User />} loading={isClaiming} onClick={onClaim}>
            {text('leads.claim')}
          </Button>
        </Claim>
      )}
    </Bar>
  );
};
