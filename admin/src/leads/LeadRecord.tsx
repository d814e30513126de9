import { ArrowRight, MinusCircle, Trash } from '@strapi/icons';
import { useState } from 'react';
import { leadsContract, type Lead } from '../../../server/src/leads/contract';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { RecordTimeline } from '../timeline/RecordTimeline';
import { Avatar } from '../ui/Avatar';
import { Banner } from '../ui/Banner';
import { useInlineSave } from '../ui/inline-save';
import { RecordPage } from '../ui/RecordPage';
import { useLeadMoves } from './lead-moves';
import { useLeadSaving } from './lead-saving';
import { isBinned, type BinnedStatus } from './lead-status';
import { LeadActions } from './LeadActions';
import { LeadAnswers } from './LeadAnswers';
import { LeadFlags } from './LeadFlags';
import { LeadPath } from './LeadPath';
import { LeadPeople } from './LeadPeople';
import { LeadProgress } from './LeadProgress';
import { LeadProperties } from './LeadProperties';
import { ReasonDialog } from './ReasonDialog';

const { endpoints } = leadsContract;
const MOVE_ICONS = { new: <ArrowRight />, nurture: <ArrowRight />, unqualified: <MinusCircle />, junk: <Trash /> } as const;

interface LeadRecordProps {
  lead: Lead;
  onEditing: (isEditing: boolean) => void;
}

export const LeadRecord = ({ lead, onEditing }: LeadRecordProps) => {
  const text = useText();
  const { user, can } = useMe();
  const save = useLeadSaving(lead);
  const moves = useLeadMoves(lead);
  const claim = useInlineSave(() => save({ ownerId: user.id }));
  const [asked, setAsked] = useState<BinnedStatus | null>(null);

  const menu = lead.nextStatuses.flatMap((status) => {
    if (status === 'converted' || status === 'contacted' || status === 'qualified') return [];
    return {
      label: text(`leads.move.${status}`),
      icon: MOVE_ICONS[status],
      onSelect: () => (isBinned(status) ? setAsked(status) : void moves.attempt(status)),
      isDanger: status === 'junk',
    };
  });

  const failure = moves.failure ?? claim.error;
  const forget = () => {
    moves.forgetFailure();
    claim.forget();
  };

  return (
    <RecordPage
      title={lead.name}
      avatar={<Avatar kind="contact" name={lead.name} size="L" />}
      chip={<LeadFlags lead={lead} />}
      subtitle={[lead.jobTitle, lead.company?.name ?? lead.companyName, lead.owner?.name ?? text('leads.no-owner')].filter(Boolean).join(' · ')}
      back={{ path: crmPath('leads'), label: text('leads.title') }}
      actions={
        <LeadActions lead={lead} menu={can('leads.update') ? menu : []} onClaim={() => void claim.save(null)} isClaiming={claim.state === 'saving'} />
      }
      banner={
        failure && (
          <Banner tone="danger" onDismiss={forget}>
            {failure}
          </Banner>
        )
      }
      highlights={
        <>
          <LeadProgress lead={lead} moves={moves} />
          <LeadPath lead={lead} />
        </>
      }
      middle={
        <>
          <LeadAnswers lead={lead} />
          <RecordTimeline feed={endpoints.feed} note={can('leads.update') ? endpoints.note : undefined} params={{ id: lead.id }} />
        </>
      }
      right={
        <>
          <LeadPeople lead={lead} />
          <LeadProperties lead={lead} save={save} onEditing={onEditing} />
        </>
      }
      tabLabels={{ related: text('leads.details') }}
    >
      {asked && (
        <ReasonDialog status={asked} name={lead.name} onConfirm={(reason) => moves.move(asked, reason)} onClose={() => setAsked(null)} />
      )}
    </RecordPage>
  );
};
