import { useId } from 'react';
import { styled } from 'styled-components';
import type { Answer } from '../../../server/src/forms/contract';
import type { Submission } from '../../../server/src/submissions/contract';
import { useText } from '../kernel/text';
import { mailAddress } from '../ui/addresses';
import { OuterLink } from '../ui/Links';
import { Muted, Small, Stack } from '../ui/Type';

const Heading = styled.h3`
  font-size: 1.4rem;
  line-height: 1.43;
  font-weight: 600;
`;

const Answers = styled.dl`
  display: grid;
  gap: 1.2rem;
`;

const Question = styled.dt`
  font-size: 1.2rem;
  line-height: 1.33;
  color: ${({ theme }) => theme.colors.neutral600};
`;

const Given = styled.dd`
  margin: 0.2rem 0 0;
  font-size: 1.4rem;
  line-height: 1.43;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

const AnswerValue = ({ answer: { type, value } }: { answer: Answer }) => {
  const text = useText();
  if (typeof value === 'boolean') return <>{text(value ? 'submissions.answers.yes' : 'submissions.answers.no')}</>;
  if (Array.isArray(value)) return <>{value.join(', ')}</>;
  if (type === 'email') return <OuterLink href={mailAddress(String(value))}>{value}</OuterLink>;
  if (type === 'phone') return <OuterLink href={`tel:${value}`}>{value}</OuterLink>;
  return <>{value}</>;
};

/** What was answered, in the order and with the words of the form as it was then. */
export const SubmissionAnswers = ({ submission: { answers, droppedKeys } }: { submission: Submission }) => {
  const text = useText();
  const titleId = useId();
  return (
    <Stack as="section" $gap={3} aria-labelledby={titleId}>
      <Heading id={titleId}>{text('submissions.answers')}</Heading>
      {answers.length === 0 && <Muted>{text('submissions.answers.empty')}</Muted>}
      <Answers>
        {answers.map((answer) => (
          <div key={answer.name}>
            <Question>{answer.label}</Question>
            <Given>
              <AnswerValue answer={answer} />
            </Given>
          </div>
        ))}
      </Answers>
      {droppedKeys > 0 && <Small>{text('submissions.dropped', { count: droppedKeys })}</Small>}
    </Stack>
  );
};
