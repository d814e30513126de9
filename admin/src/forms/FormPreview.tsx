import { styled } from 'styled-components';
import type { FormField } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { Muted, Small } from '../ui/Type';

/** Disabled as a whole: it is to be looked at, and no stop for the keyboard. */
const Sheet = styled.fieldset`
  display: flex;
  flex-direction: column;
  gap: 1.6rem;
  margin: 0;
  padding: 0;
  border: 0;
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Question = styled.label`
  display: flex;
  flex-direction: column;
  gap: 0.4rem;
  font-weight: 600;

  > ${Small}, > span > ${Muted} {
    font-weight: 400;
  }
`;

const Tick = styled.label`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: 0.4rem 0.8rem;
  align-items: start;

  > ${Small} {
    grid-column: 2;
  }
`;

const Control = styled.input`
  width: 100%;
  padding: 0.8rem 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  font: inherit;
  font-weight: 400;
  color: ${({ theme }) => theme.colors.neutral600};

  &::placeholder {
    color: ${({ theme }) => theme.colors.neutral500};
  }
`;

const Send = styled.span`
  align-self: flex-start;
  padding: 0.8rem 1.6rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral200};
  font-weight: 600;
`;

const Asked = ({ field }: { field: FormField }) => {
  if (field.type === 'textarea') return <Control as="textarea" rows={4} placeholder={field.placeholder} />;
  if (field.type !== 'select') return <Control placeholder={field.placeholder} />;
  return (
    <Control as="select">
      <option />
      {field.options?.map(({ value, label }, index) => (
        <option key={index} value={value}>
          {label}
        </option>
      ))}
    </Control>
  );
};

const PreviewField = ({ field }: { field: FormField }) => {
  const text = useText();
  const help = field.help && <Small>{field.help}</Small>;
  if (field.type === 'checkbox' || field.type === 'consent')
    return (
      <Tick>
        <input type="checkbox" />
        <span>{field.label}</span>
        {help}
      </Tick>
    );
  return (
    <Question>
      <span>
        {field.label} {!field.isRequired && <Muted>{text('forms.preview.optional')}</Muted>}
      </span>
      <Asked field={field} />
      {help}
    </Question>
  );
};

/** The form as a plain site would show it, drawn from the draft while it is edited. */
export const FormPreview = ({ fields }: { fields: readonly FormField[] }) => {
  const text = useText();
  const shown = fields.filter(({ type }) => type !== 'hidden');
  const hiddenCount = fields.length - shown.length;

  return (
    <Card title={text('forms.preview')}>
      <Sheet disabled>
        {shown.map((field) => (
          <PreviewField key={field.name} field={field} />
        ))}
        {hiddenCount > 0 && <Small>{text('forms.preview.hidden', { count: hiddenCount })}</Small>}
        <Send>{text('forms.preview.send')}</Send>
      </Sheet>
    </Card>
  );
};
