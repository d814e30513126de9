import { Button } from '@strapi/design-system';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { styled } from 'styled-components';
import type { FormField } from '../../../server/src/forms/contract';
import { stepsOf, visibleFields, type RawAnswers } from '../../../server/src/forms/logic';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Drawer } from '../ui/Drawer';
import { Cluster, Muted, Small, Stack } from '../ui/Type';
import { fieldMarkup } from './field-markup';
import { MarkupView, Sheet } from './MarkupView';
import { usePageWords } from './page-words';

const Question = styled.div`
  &[hidden] {
    display: none;
  }

  > label:not(:has(> [type='checkbox'])) {
    font-weight: 600;
  }
`;

const StepTitle = styled.h3`
  font-size: 1.6rem;
  line-height: 1.25;
  font-weight: 600;
`;

/** What a browser would send now, several answers as a list. */
const answersOf = (form: HTMLFormElement): RawAnswers => {
  const data = new FormData(form);
  const nameOf = (value: FormDataEntryValue): string => (typeof value === 'string' ? value : value.name);
  return Object.fromEntries([...new Set(data.keys())].map((name) => [name, data.getAll(name).map(nameOf)]));
};

interface FormPreviewProps {
  fields: readonly FormField[];
  thankYou: string;
  onClose: () => void;
}

/** The draft as a visitor meets it: conditions follow what is filled in, steps come one after the other. Nothing is sent. */
export const FormPreview = ({ fields, thankYou, onClose }: FormPreviewProps) => {
  const text = useText();
  const words = usePageWords();
  const form = useRef<HTMLFormElement>(null);
  const [answers, setAnswers] = useState<RawAnswers>({});
  const [at, setAt] = useState(0);
  const [isSent, setIsSent] = useState(false);

  // What the fields start with may show others.
  useEffect(() => {
    if (form.current) setAnswers(answersOf(form.current));
  }, [isSent]);

  const shown = new Set(visibleFields(fields, answers).map(({ name }) => name));
  const steps = stepsOf(fields).filter(({ name, fields: inside }) => (name === null || shown.has(name)) && inside.some((field) => shown.has(field.name)));
  const number = Math.min(at, steps.length - 1);
  const step = steps[number];
  const isLast = number >= steps.length - 1;
  const isHere = (field: FormField) => shown.has(field.name) && (step?.fields.includes(field) ?? false);

  const next = (event: FormEvent) => {
    event.preventDefault();
    const here = form.current?.querySelectorAll<HTMLInputElement>('[data-here] :is(input, select, textarea)') ?? [];
    const wrong = [...here].find((control) => !control.checkValidity());
    if (wrong) wrong.reportValidity();
    else if (isLast) setIsSent(true);
    else setAt(number + 1);
  };

  const startAgain = () => {
    setAt(0);
    setIsSent(false);
  };

  return (
    <Drawer title={text('forms.preview')} subtitle={text('forms.preview.words')} width={640} onClose={onClose}>
      {isSent ? (
        <Stack>
          <Banner tone="success" title={text('forms.preview.sent')}>
            {thankYou}
          </Banner>
          <div>
            <Button variant="tertiary" onClick={startAgain}>
              {text('forms.preview.again')}
            </Button>
          </div>
        </Stack>
      ) : (
        <form
          ref={form}
          noValidate
          onSubmit={next}
          onChange={() => form.current && setAnswers(answersOf(form.current))}
          onClick={(event) => event.target instanceof HTMLAnchorElement && event.preventDefault()}
        >
          <Sheet>
            {steps.length > 1 && (
              <div>
                <Small as="p">{text('forms.step', { number: number + 1, total: steps.length })}</Small>
                {step?.title && <StepTitle>{step.title}</StepTitle>}
              </div>
            )}
            {fields
              .filter(({ type }) => type !== 'page-break')
              .map((field) => (
                <Question key={field.name} hidden={!isHere(field)} data-here={isHere(field) || undefined}>
                  <MarkupView nodes={fieldMarkup(field, words)} />
                </Question>
              ))}
            {steps.length === 0 && <Muted as="p">{text('forms.preview.nothing')}</Muted>}
            <Cluster>
              {number > 0 && (
                <Button variant="tertiary" onClick={() => setAt(number - 1)}>
                  {text('forms.preview.back')}
                </Button>
              )}
              {steps.length > 0 && <Button type="submit">{text(isLast ? 'forms.preview.send' : 'forms.preview.next')}</Button>}
            </Cluster>
          </Sheet>
        </form>
      )}
    </Drawer>
  );
};
