import { useId } from 'react';
import { styled } from 'styled-components';
import type { Submission } from '../../../server/src/submissions/contract';
import { crmPath } from '../kernel/feature';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { OuterLink, TextLink } from '../ui/Links';
import { Property, PropertyList } from '../ui/PropertyList';
import { Code, Stack } from '../ui/Type';
import { ResultLink } from './ResultLink';

const Heading = styled.h3`
  font-size: 1.4rem;
  line-height: 1.43;
  font-weight: 600;
`;

/** The server only keeps web addresses here, but what a visitor sent is opened without trust. */
const Address = ({ url }: { url: string | null }) =>
  url && /^https?:\/\//.test(url) ? (
    <OuterLink href={url} target="_blank" rel="noopener noreferrer nofollow">
      {url}
    </OuterLink>
  ) : (
    <>{url}</>
  );

export const SubmissionFacts = ({ submission }: { submission: Submission }) => {
  const text = useText();
  const titleId = useId();
  const { can } = useMe();
  const { absolute } = useFormat();
  const { form, contact, result, page, referrer, origin, ipPrefix, locale, utm } = submission;

  return (
    <Stack as="section" $gap={2} aria-labelledby={titleId}>
      <Heading id={titleId}>{text('submissions.context')}</Heading>
      <PropertyList>
        <Property label={text('submissions.fact.result')} value={result?.id ?? null}>
          <ResultLink result={result} />
        </Property>
        <Property label={text('submissions.fact.contact')} value={contact?.name ?? null}>
          {contact && can('contacts.read') ? <TextLink to={crmPath(`contacts/${contact.id}`)}>{contact.name}</TextLink> : contact?.name}
        </Property>
        <Property label={text('submissions.column.form')} value={form.name}>
          {can('forms.read') ? <TextLink to={crmPath(`forms/${form.id}`)}>{form.name}</TextLink> : form.name}
        </Property>
        <Property label={text('submissions.fact.version')} value={submission.formVersion} />
        <Property label={text('submissions.fact.received')} value={absolute(submission.receivedAt)} />
        <Property label={text('submissions.fact.processed')} value={submission.processedAt && absolute(submission.processedAt)} />
        <Property label={text('submissions.fact.page')} value={page}>
          <Address url={page} />
        </Property>
        <Property label={text('submissions.fact.referrer')} value={referrer}>
          <Address url={referrer} />
        </Property>
        <Property label={text('submissions.fact.origin')} value={origin} />
        {Object.entries(utm).map(([name, value]) => (
          <Property key={name} label={name} value={value} />
        ))}
        <Property label={text('submissions.fact.ip')} value={ipPrefix} />
        <Property label={text('submissions.fact.locale')} value={locale} />
        <Property label={text('submissions.fact.time-zone')} value={submission.timeZone} />
        <Property label={text('submissions.fact.receipt')} value={submission.receipt}>
          <Code>{submission.receipt}</Code>
        </Property>
      </PropertyList>
    </Stack>
  );
};
