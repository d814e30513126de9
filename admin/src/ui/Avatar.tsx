import { styled, type DefaultTheme } from 'styled-components';
import { ellipsis, isDark, toneColor, type Tone } from './styles';

const SERIES: readonly Tone[] = ['primary', 'secondary', 'alternative', 'success'];
const SIZES = { S: '2.4rem', M: '3.2rem', L: '4.8rem' } as const;
const LETTERS = { S: '1rem', M: '1.2rem', L: '1.8rem' } as const;

export type AvatarKind = 'teammate' | 'contact' | 'company' | 'unassigned';

export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : (words[0]?.[1] ?? '');
  return (first + last).toUpperCase();
};

const seriesColor = (theme: DefaultTheme, name: string): string => {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return toneColor(theme, SERIES[sum % SERIES.length] ?? 'primary');
};

const Figure = styled.span<{ $kind: AvatarKind; $size: keyof typeof SIZES; $name: string }>`
  display: inline-grid;
  place-items: center;
  flex: none;
  box-sizing: border-box;
  width: ${({ $size }) => SIZES[$size]};
  height: ${({ $size }) => SIZES[$size]};
  border-radius: ${({ $kind, theme }) => ($kind === 'company' ? theme.borderRadius : '50%')};
  border: ${({ $kind, theme }) => ($kind === 'unassigned' ? `1px dashed ${theme.colors.neutral500}` : '0')};
  font-size: ${({ $size }) => LETTERS[$size]};
  line-height: 1;
  font-weight: 600;
  background: ${({ $kind, $name, theme }) => {
    if ($kind === 'unassigned') return 'transparent';
    return $kind === 'teammate' ? seriesColor(theme, $name) : theme.colors.neutral150;
  }};
  color: ${({ $kind, theme }) => {
    if ($kind === 'unassigned') return theme.colors.neutral600;
    if ($kind !== 'teammate') return theme.colors.neutral700;
    return isDark(theme) ? theme.colors.neutral0 : theme.colors.buttonNeutral0;
  }};
`;

interface AvatarProps {
  kind: AvatarKind;
  name?: string;
  size?: keyof typeof SIZES;
}

/** Decorative: the name stands beside it, or is its accessible label through `OwnerAvatar`. */
export const Avatar = ({ kind, name = '', size = 'S' }: AvatarProps) => (
  <Figure $kind={kind} $size={size} $name={name} aria-hidden>
    {kind === 'unassigned' ? '+' : initialsOf(name)}
  </Figure>
);

const Row = styled.span`
  display: inline-flex;
  align-items: center;
  gap: 0.8rem;
  min-width: 0;
  max-width: 100%;
`;

const Name = styled.span`
  ${ellipsis}
`;

/** Avatar and name in one line. */
export const NamedAvatar = ({ kind, name, size }: AvatarProps & { name: string }) => (
  <Row>
    <Avatar kind={kind} name={name} size={size} />
    <Name>{name}</Name>
  </Row>
);
