import { Check } from '@strapi/icons';
import { Fragment, type ReactNode } from 'react';
import { styled } from 'styled-components';
import type { Lead } from '../../../server/src/leads/contract';
import { crmPath } from '../kernel/feature';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { OuterLink, TextLink } from '../ui/Links';
import { toneColor } from '../ui/styles';
import { Cluster, Muted, Small, Stack } from '../ui/Type';
import { mailAddress, phoneAddress } from '../ui/addresses';

const Quote = styled.blockquote`
  margin: 0;
  padding: 0 0 0 1.2rem;
  border-left: 3px solid ${({ theme }) => theme.colors.neutral200};
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

const Answers = styled.dl`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 0.2rem 1.6rem;
  margin: 0;

  dt {
    font-size: 1.3rem;
    line-height: 2rem;
    color: ${({ theme }) => theme.colors.neutral600};
    overflow-wrap: anywhere;
  }

  dd {
    min-width: 0;
    margin: 0 0 0.8rem;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  ${({ theme }) => theme.breakpoints.medium} {
    grid-template-columns: fit-content(16rem) minmax(0, 1fr);
    gap: 0.8rem 1.6rem;

    dd {
      margin-bottom: 0;
    }
  }
`;

const Tick = styled(Check)`
  width: 1.4rem;
  height: 1.4rem;
  color: ${({ theme }) => toneColor(theme, 'success')};
`;

type Answer = Lead['answers'][number];

const AnswerValue = ({ answer: { type, value } }: { answer: Answer }): ReactNode => {
  const text = useText();
  const { number } = useFormat();
  if (typeof value === 'boolean')
    return (
      <Cluster $gap={2}>
        {value && <Tick aria-hidden />}
        {text(value ? 'leads.answers.yes' : 'leads.answers.no')}
      </Cluster>
    );
  if (typeof value === 'number') return number(value);
  const words = Array.isArray(value) ? value.join(', ') : value;
  if (words === '') return <Muted>{text('ui.property.none')}</Muted>;
  if (type === 'email') return <OuterLink href={mailAddress(words)}>{words}</OuterLink>;
  if (type === 'phone') return <OuterLink href={phoneAddress(words)}>{words}</OuterLink>;
  return words;
};

/** What the visitor wrote, first in their own words. */
export const LeadAnswers = ({ lead: { message, answers, submissionId } }: { lead: Lead }) => {
  const text = useText();
  const { can } = useMe();
  const facts = answers.filter(({ value }) => value !== message);
  if (!message && facts.length === 0) return null;

  return (
    <Card
      title={text(answers.length > 0 ? 'leads.answers.title' : 'leads.answers.message')}
      actions={
        submissionId &&
        can('submissions.read') && (
          <Small>
            <TextLink to={crmPath(`submissions?peek=${encodeURIComponent(submissionId)}`)}>{text('leads.answers.open')}</TextLink>
          </Small>
        )
      }
    >
      <Stack>
        {message && <Quote>{message}</Quote>}
        {facts.length > 0 && (
          <Answers>
            {facts.map((answer) => (
              <Fragment key={answer.name}>
                <dt>{answer.label}</dt>
                <dd>
                  <AnswerValue answer={answer} />
                </dd>
              </Fragment>
            ))}
          </Answers>
        )}
      </Stack>
    </Card>
  );
};
