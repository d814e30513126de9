import { File } from '@strapi/icons';
import { styled } from 'styled-components';
import type { TimelineEntry } from '../../../server/src/timeline/contract';
import { useMe } from '../kernel/me';
import { Text, useText } from '../kernel/text';
import { TextLink } from '../ui/Links';
import { TimelineBody } from '../ui/Timeline';
import { Cluster, Small, Stack, Strong } from '../ui/Type';
import { contentAddress } from './content-address';
import { submissionAddress } from './EntryParts';
import { useFieldNames, wordIn, wordsIn } from './entry-detail';

const Line = styled(Cluster)`
  font-size: 1.2rem;

  svg {
    width: 1.2rem;
    height: 1.2rem;
    color: ${({ theme }) => theme.colors.neutral600};
  }
`;

/** What the visitor wrote, what their answers would change, and where it came from. */
export const FormEntryBody = ({ entry: { text: message, detail, content } }: { entry: TimelineEntry }) => {
  const text = useText();
  const { can } = useMe();
  const fieldNames = useFieldNames();
  const suggested = wordsIn(detail, 'suggested');
  const submissionId = can('submissions.read') ? wordIn(detail, 'submissionId') : null;

  return (
    <Stack $gap={2}>
      {message && <TimelineBody>{message}</TimelineBody>}
      {suggested.length > 0 && (
        <Small>
          <Text id="timeline.suggested" values={{ fields: <Strong>{fieldNames(suggested)}</Strong> }} />
        </Small>
      )}
      {(submissionId || content) && (
        <Line $gap={3}>
          {submissionId && <TextLink to={submissionAddress(submissionId)}>{text('timeline.open-submission')}</TextLink>}
          {content && (
            <Cluster $gap={1}>
              <File aria-hidden />
              <TextLink to={contentAddress(content)}>{content.title ?? content.documentId}</TextLink>
            </Cluster>
          )}
        </Line>
      )}
    </Stack>
  );
};
