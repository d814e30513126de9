import { Check, Cross, Minus } from '@strapi/icons';
import { styled } from 'styled-components';
import { toneColor, type Tone } from '../ui/styles';
import { CLOCK_TONES, type ResponseClock } from './response-clock';

const RADIUS = 18;
const LENGTH = 2 * Math.PI * RADIUS;
/** A ring that is almost empty still shows that it has begun. */
const LEAST = 0.04;

const Place = styled.span<{ $tone: Tone }>`
  position: relative;
  display: grid;
  place-items: center;
  flex: none;
  width: 4.4rem;
  height: 4.4rem;
  color: ${({ theme, $tone }) => toneColor(theme, $tone)};

  > svg {
    grid-area: 1 / 1;
  }

  circle {
    fill: none;
    stroke-width: 4;
    stroke: ${({ theme }) => theme.colors.neutral200};
  }

  circle + circle {
    stroke: currentColor;
  }
`;

const Sign = ({ state }: Pick<ResponseClock, 'state'>) => {
  if (state === 'answered') return <Check width="1.6rem" height="1.6rem" />;
  if (state === 'late') return <Cross width="1.2rem" height="1.2rem" />;
  if (state === 'closed') return <Minus width="1.4rem" height="1.4rem" />;
  return null;
};

/** How much of the time for the first answer is used up. Decorative: the figures stand beside it. */
export const ResponseRing = ({ clock: { state, elapsed } }: { clock: ResponseClock }) => {
  const part = state === 'closed' ? 0 : Math.min(1, Math.max(LEAST, elapsed));
  return (
    <Place $tone={CLOCK_TONES[state]} aria-hidden>
      <svg viewBox="0 0 44 44" width="44" height="44">
        <circle cx="22" cy="22" r={RADIUS} />
        <circle cx="22" cy="22" r={RADIUS} strokeDasharray={`${part * LENGTH} ${LENGTH}`} transform="rotate(-90 22 22)" />
      </svg>
      <Sign state={state} />
    </Place>
  );
};
