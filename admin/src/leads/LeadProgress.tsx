import { styled } from 'styled-components';
import type { Lead } from '../../../server/src/leads/contract';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { LinkLikeButton } from '../ui/Links';
import { Stepper, type StepDefinition } from '../ui/Stepper';
import { Cluster, Muted } from '../ui/Type';
import type { LeadMoves } from './lead-moves';
import { isBinned, isStep, STEP_STATUSES, type StepStatus } from './lead-status';
import { LeadStatusChip } from './LeadStatusChip';
import { useNow } from './now';
import { wholeMinutes } from './response-clock';
import { ResponseSummary } from './ResponseSummary';

const Split = styled.div`
  display: grid;

  > * {
    padding: 1.6rem;
    border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  > :last-child {
    order: -1;
    border-top: 0;
  }

  ${({ theme }) => theme.breakpoints.large} {
    grid-template-columns: minmax(0, 1fr) minmax(22rem, auto);

    > * {
      border-top: 0;
    }

    > :last-child {
      order: 0;
      border-left: 1px solid ${({ theme }) => theme.colors.neutral150};
    }
  }
`;

const Aside = styled(Cluster)`
  margin-top: 1.2rem;
  font-size: 1.4rem;
  line-height: 1.43;
`;

/** Off the straight way (nurture, put aside), what is done shows from the answer that was given. */
const doneSteps = ({ status, firstRespondedAt }: Lead): number => {
  if (isStep(status)) return STEP_STATUSES.indexOf(status);
  if (status === 'converted') return STEP_STATUSES.length;
  return firstRespondedAt === null ? 1 : 2;
};

/** Where the lead stands, and beside it how long it has waited for an answer. */
export const LeadProgress = ({ lead, moves }: { lead: Lead; moves: LeadMoves }) => {
  const text = useText();
  const { minutes } = useFormat();
  const { can } = useMe();
  const now = useNow();
  const done = doneSteps(lead);
  const canMove = can('leads.update') && !moves.isMoving;

  const noteOf = (status: StepStatus) => {
    if (status === lead.status) return text('leads.step.here', { duration: minutes(wholeMinutes(now - Date.parse(lead.statusChangedAt))) });
    if (status !== 'new' && lead.nextStatuses.includes(status)) return text(`leads.step.hint.${status}`);
    return undefined;
  };

  const steps = STEP_STATUSES.map((status, index): StepDefinition<StepStatus> => {
    const state = index < done ? 'done' : 'next';
    return {
      id: status,
      label: text(`leads.status.${status}`),
      note: noteOf(status),
      state: status === lead.status ? 'current' : state,
      canMoveTo: canMove && lead.nextStatuses.includes(status),
    };
  });

  return (
    <Card isFlush>
      <Split>
        <div>
          <Stepper label={text('leads.step.label')} steps={steps} onMove={can('leads.update') ? (status) => void moves.attempt(status) : undefined} />
          {!isStep(lead.status) && (
            <Aside>
              <LeadStatusChip status={lead.status} />
              {lead.unqualifiedReason && <Muted>{lead.unqualifiedReason}</Muted>}
              {isBinned(lead.status) && can('leads.update') && lead.nextStatuses.includes('new') && (
                <LinkLikeButton disabled={moves.isMoving} onClick={() => void moves.attempt('new')}>
                  {text('leads.move.new')}
                </LinkLikeButton>
              )}
            </Aside>
          )}
        </div>
        <div>
          <ResponseSummary lead={lead} />
        </div>
      </Split>
    </Card>
  );
};
