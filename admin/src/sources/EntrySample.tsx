import { styled } from 'styled-components';
import type { SourcePreview } from '../../../server/src/sources/contract';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import { Cluster, Small } from '../ui/Type';

const List = styled.ul`
  display: grid;
  gap: 0.8rem;
`;

const Entry = styled.li`
  display: grid;
  gap: 0.4rem;
  padding: 0.8rem 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  font-size: 1.3rem;
  overflow-wrap: anywhere;
`;

const Problem = styled.p`
  color: ${({ theme }) => theme.colors.danger600};
  font-size: 1.2rem;
`;

const MOST_WORDS = 80;

const short = (value: unknown): string => {
  const words = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)}…` : words;
};

/** What a back-fill would make of the first entries. */
export const EntrySample = ({ sample }: { sample: SourcePreview['sample'] }) => {
  const text = useText();
  return (
    <List>
      {sample.map(({ documentId, title, answers, isKnown, isWanted, problems }) => (
        <Entry key={documentId}>
          <Cluster $gap={1}>
            <strong>{title ?? documentId}</strong>
            {isKnown && <Chip>{text('sources.sample.known')}</Chip>}
            {!isWanted && <Chip>{text('sources.sample.unwanted')}</Chip>}
          </Cluster>
          <Small>{answers.map(({ label, value }) => `${label}: ${short(value)}`).join(' · ')}</Small>
          {problems.map((problem) => (
            <Problem key={problem}>{problem}</Problem>
          ))}
        </Entry>
      ))}
    </List>
  );
};
