import { useId } from 'react';
import { styled, useTheme } from 'styled-components';
import { toneColor, type Tone } from './styles';
import { Cluster, Small } from './Type';

export interface Series {
  id: string;
  label: string;
  tone: Tone;
}

interface Bar {
  id: string;
  /** Below the axis and in the tooltip. */
  label: string;
  /** By the id of the series. */
  values: Record<string, number>;
}

interface BarChartProps {
  /** What it shows, in one sentence, for those who can't see it; a table of the same numbers stands beside. */
  label: string;
  /** From the axis upwards. */
  series: readonly Series[];
  bars: readonly Bar[];
  numberOf: (value: number) => string;
}

const STEP = 10;
const HEIGHT = 100;
const GAP = 2;

const Plot = styled.svg`
  display: block;
  width: 100%;
  height: 16rem;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral300};
`;

const Axis = styled.div`
  display: flex;
  justify-content: space-between;
  padding-top: 0.4rem;
`;

const Legend = styled(Cluster)`
  padding-top: 0.8rem;
`;

const Key = styled.svg`
  flex: none;
  width: 1.2rem;
  height: 1.2rem;
`;

/** Series differ by hatching, too, so that colour is never the only sign. */
const HATCHES = ['', 'M0 4 4 0', 'M0 0 4 4M0 4 4 0'] as const;

const sum = ({ values }: Bar): number => Object.values(values).reduce((total, value) => total + value, 0);

/** Stacked bars of one unit. */
export const BarChart = ({ label, series, bars, numberOf }: BarChartProps) => {
  const theme = useTheme();
  const scope = useId().replaceAll(':', '');
  const highest = Math.max(1, ...bars.map(sum));
  const fillOf = (id: string) => `url(#${scope}${id})`;

  const stack = (bar: Bar, index: number) => {
    let top = HEIGHT;
    return series.map(({ id }) => {
      const height = ((bar.values[id] ?? 0) / highest) * HEIGHT;
      top -= height;
      return <rect key={id} x={index * STEP + GAP / 2} y={top} width={STEP - GAP} height={height} fill={fillOf(id)} />;
    });
  };
  const words = (bar: Bar) => [bar.label, ...series.map(({ id, label: name }) => `${name}: ${numberOf(bar.values[id] ?? 0)}`)].join('\n');

  return (
    <figure>
      <Small aria-hidden>{numberOf(highest)}</Small>
      <Plot role="img" aria-label={label} viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`} preserveAspectRatio="none">
        <defs>
          {series.map(({ id, tone }, index) => (
            <pattern key={id} id={`${scope}${id}`} width="4" height="4" patternUnits="userSpaceOnUse">
              <rect width="4" height="4" fill={toneColor(theme, tone)} />
              <path d={HATCHES[index % HATCHES.length]} stroke={theme.colors.neutral0} strokeWidth="0.8" />
            </pattern>
          ))}
        </defs>
        {bars.map((bar, index) => (
          <g key={bar.id}>
            <title>{words(bar)}</title>
            <rect x={index * STEP} width={STEP} height={HEIGHT} fill="transparent" />
            {stack(bar, index)}
          </g>
        ))}
      </Plot>
      <Axis aria-hidden>
        <Small>{bars[0]?.label}</Small>
        <Small>{bars.at(-1)?.label}</Small>
      </Axis>
      <Legend as="figcaption" $gap={4}>
        {series.map(({ id, label: name }) => (
          <Cluster key={id} as="span">
            <Key viewBox="0 0 12 12" aria-hidden>
              <rect width="12" height="12" rx="2" fill={fillOf(id)} />
            </Key>
            <Small>{name}</Small>
          </Cluster>
        ))}
      </Legend>
    </figure>
  );
};
