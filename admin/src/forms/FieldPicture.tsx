import { styled } from 'styled-components';
import type { FormField } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { Small } from '../ui/Type';
import { isLayout } from './field-kinds';
import { controlMarkup, fieldMarkup } from './field-markup';
import { MarkupView, Sheet } from './MarkupView';
import { usePageWords } from './page-words';

/** Disabled as a whole: it is to be looked at, and no stop for the keyboard. */
const Still = styled.fieldset`
  pointer-events: none;
`;

/** What visitors see of a field below its label. */
export const FieldPicture = ({ field }: { field: FormField }) => {
  const text = useText();
  const words = usePageWords();
  const { type } = field;
  if (type === 'heading' || type === 'page-break') return null;
  if (type === 'hidden')
    return <Small as="p">{field.isLocked ? text('forms.picture.locked', { value: String(field.default ?? '') }) : text('forms.picture.hidden')}</Small>;
  return (
    <Sheet aria-hidden>
      <Still disabled>
        <MarkupView nodes={isLayout(type) ? fieldMarkup(field, words) : controlMarkup(field, words)} />
      </Still>
    </Sheet>
  );
};
