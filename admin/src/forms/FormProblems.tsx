import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { TextLink } from '../ui/Links';
import type { FormDraft } from './form-draft';

/** What stops a save, with a way to each place: it may be on another tab. */
export const FormProblems = ({ draft: { errors, values } }: { draft: FormDraft }) => {
  const text = useText();
  if (errors.length === 0) return null;

  const problemOf = (path: string, message: string) => {
    const [part, index] = path.split('.');
    const field = part === 'fields' ? values.fields[Number(index)] : undefined;
    const words = field ? text('forms.problem.field', { field: field.label || field.name, message }) : message;
    return { words, tab: part === 'fields' ? 'build' : 'settings' };
  };

  return (
    <Banner tone="danger" title={text('forms.problems', { count: errors.length })}>
      <ul>
        {errors.map(({ path, message }) => {
          const { words, tab } = problemOf(path, message);
          return (
            <li key={`${path} ${message}`}>
              <TextLink to={`?tab=${tab}`}>{words}</TextLink>
            </li>
          );
        })}
      </ul>
    </Banner>
  );
};
