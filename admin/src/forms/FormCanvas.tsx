import { styled } from 'styled-components';
import type { FormField } from '../../../server/src/forms/contract';
import { stepsOf } from '../../../server/src/forms/logic';
import type { FieldError } from '../kernel/api-error';
import { useText } from '../kernel/text';
import { EmptyState } from '../ui/EmptyState';
import { surface } from '../ui/styles';
import { Small } from '../ui/Type';
import { CanvasField } from './CanvasField';
import { problemsOf } from './form-problems';
import { QuestionLine } from './QuestionLine';

const Paper = styled.div`
  ${surface}
  min-width: 0;
  padding: 0.8rem;

  ${({ theme }) => theme.breakpoints.medium} {
    padding: 1.6rem;
  }
`;

const Rows = styled.ol`
  display: flex;
  flex-direction: column;
  margin: 0;
  padding: 0;
  list-style: none;
`;

const FirstStep = styled.li`
  padding: 0 1.2rem;
`;

interface FormCanvasProps {
  fields: readonly FormField[];
  problems: readonly FieldError[];
  selected: number;
  isReadOnly: boolean;
  onSelect: (index: number) => void;
  onMove: (index: number, step: 1 | -1) => void;
  onDuplicate: (index: number) => void;
  onRemove: (index: number) => void;
  onAsk: (label: string) => void;
}

/** The form as visitors get it, all steps below each other. */
export const FormCanvas = ({ fields, problems, selected, isReadOnly, onSelect, onMove, onDuplicate, onRemove, onAsk }: FormCanvasProps) => {
  const text = useText();
  const steps = stepsOf(fields).map(({ name }) => name);
  const stepWords = (name: string | null) => text('forms.step', { number: steps.indexOf(name) + 1, total: steps.length });

  return (
    <Paper>
      {fields.length === 0 && (
        <EmptyState isInside title={text('forms.fields.empty')}>
          {text('forms.fields.empty-words')}
        </EmptyState>
      )}
      <Rows aria-label={text('forms.fields')}>
        {steps.length > 1 && steps[0] === null && (
          <FirstStep>
            <Small>{stepWords(null)}</Small>
          </FirstStep>
        )}
        {fields.map((field, index) => (
          <CanvasField
            key={field.name}
            field={field}
            fields={fields}
            step={field.type === 'page-break' ? stepWords(field.name) : undefined}
            problems={problemsOf(problems, index).map(({ message }) => message)}
            isSelected={index === selected}
            isReadOnly={isReadOnly}
            onSelect={() => onSelect(index)}
            onMove={(step) => onMove(index, step)}
            onDuplicate={() => onDuplicate(index)}
            onRemove={() => onRemove(index)}
          />
        ))}
      </Rows>
      {!isReadOnly && <QuestionLine onAdd={onAsk} />}
    </Paper>
  );
};
