import { WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { TextLink } from '../ui/Links';
import { surface, toneColor } from '../ui/styles';
import type { FormDraft } from './form-draft';

/** At the foot, where it pushes nothing away while somebody types. */
const Bar = styled.section`
  ${surface}
  position: sticky;
  bottom: 1.6rem;
  z-index: 1;
  display: flex;
  flex-wrap: wrap;
  gap: 0.4rem 1.6rem;
  max-height: 16rem;
  overflow: auto;
  padding: 1.2rem 1.6rem;
  border-left: 3px solid ${({ theme }) => toneColor(theme, 'danger')};
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Title = styled.strong`
  display: flex;
  align-items: center;
  gap: 0.8rem;
  font-weight: 600;

  svg {
    flex: none;
    width: 1.6rem;
    height: 1.6rem;
    color: ${({ theme }) => toneColor(theme, 'danger')};
  }
`;

const List = styled.ul`
  flex: 1 1 30rem;
  min-width: 0;

  a {
    display: inline-block;
    min-height: 2.4rem;
    overflow-wrap: anywhere;
  }
`;

/** What stops a save, with a way to each place: it may be on another tab. */
export const FormProblems = ({ draft: { problems, values } }: { draft: FormDraft }) => {
  const text = useText();
  if (problems.length === 0) return null;

  const placeOf = (path: string, message: string) => {
    const [part, index] = path.split('.');
    const field = part === 'fields' ? values.fields[Number(index)] : undefined;
    if (part !== 'fields') return { words: message, to: '?tab=settings' };
    return field
      ? { words: text('forms.problem.field', { field: field.label || field.name, message }), to: `?tab=build&field=${encodeURIComponent(field.name)}` }
      : { words: message, to: '?tab=build' };
  };

  return (
    <Bar aria-label={text('forms.problems', { count: problems.length })}>
      <Title role="status">
        <WarningCircle aria-hidden />
        {text('forms.problems', { count: problems.length })}
      </Title>
      <List>
        {problems.map(({ path, message }) => {
          const { words, to } = placeOf(path, message);
          return (
            <li key={`${path} ${message}`}>
              <TextLink to={to} replace>
                {words}
              </TextLink>
            </li>
          );
        })}
      </List>
    </Bar>
  );
};
