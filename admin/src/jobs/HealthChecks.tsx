import { CheckCircle, CrossCircle, WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import type { Health } from '../../../server/src/jobs/contract';
import { useText, useTextIfKnown } from '../kernel/text';
import { toneColor, type Tone } from '../ui/styles';
import { Muted, Strong } from '../ui/Type';

type Check = Health['checks'][number];

/** Three shapes, so that colour is never the only sign. */
const SIGNS = {
  ok: { Icon: CheckCircle, tone: 'success' },
  warning: { Icon: WarningCircle, tone: 'warning' },
  failing: { Icon: CrossCircle, tone: 'danger' },
} as const;

const List = styled.ul`
  display: flex;
  flex-direction: column;
  gap: 1.2rem;
  font-size: 1.4rem;
  line-height: 1.43;
`;

export const CheckLine = styled.div<{ $tone: Tone }>`
  display: grid;
  grid-template-columns: 2rem minmax(0, 1fr);
  gap: 0 0.8rem;
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};
  overflow-wrap: anywhere;

  > svg {
    width: 2rem;
    height: 2rem;
    color: ${({ theme, $tone }) => toneColor(theme, $tone)};
  }
`;

/** Each check with the shape and the name of its state, and what to do about it. */
export const HealthChecks = ({ id, checks }: { id?: string; checks: readonly Check[] }) => {
  const text = useText();
  const textIfKnown = useTextIfKnown();
  return (
    <List id={id}>
      {checks.map(({ name, state, message }) => {
        const { Icon, tone } = SIGNS[state];
        return (
          <CheckLine key={name} as="li" $tone={tone}>
            <Icon aria-hidden />
            <div>
              <Strong>{textIfKnown(`jobs.check.${name}`) ?? name}</Strong> <Muted>{text(`jobs.health.${state}`)}</Muted>
              <div>{message}</div>
            </div>
          </CheckLine>
        );
      })}
    </List>
  );
};
