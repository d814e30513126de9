import { styled } from 'styled-components';
import type { Lead } from '../../../server/src/leads/contract';
import { useFormat } from '../kernel/format';
import { Text, useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { Muted, Strong } from '../ui/Type';
import { originOf, pathOf, type PathStop } from './lead-path';
import { LeadPathStop } from './LeadPathStop';
import { useNow } from './now';
import { wholeMinutes } from './response-clock';

const Head = styled.div`
  font-size: 1.4rem;
  line-height: 1.43;
`;

const Stops = styled.ol`
  display: flex;
  flex-direction: column;
  margin: 1.6rem 0 0;
  padding: 0;
  list-style: none;

  ${({ theme }) => theme.breakpoints.large} {
    flex-direction: row;
  }
`;

const between = (one: PathStop, other: PathStop | undefined): number | null =>
  one.at === null || !other?.at ? null : wholeMinutes(Date.parse(other.at) - Date.parse(one.at));

const Story = ({ lead }: { lead: Lead }) => {
  const origin = originOf(lead);
  if (lead.source !== 'form') return <Text id={`leads.story.${lead.source}`} />;
  if (!origin) return <Text id="leads.story.unknown" />;
  return <Text id={`leads.story.${origin.kind}`} values={{ name: origin.name }} />;
};

/** “Why is this lead here?”: what brought the person, what they did, and what became of it. */
export const LeadPath = ({ lead }: { lead: Lead }) => {
  const text = useText();
  const { minutes } = useFormat();
  const stops = pathOf(lead, useNow());

  return (
    <Card>
      <Head>
        <Strong as="h2" style={{ display: 'inline' }}>
          {text('leads.path.title')}
        </Strong>{' '}
        <Muted>
          <Story lead={lead} />
        </Muted>
      </Head>
      <Stops>
        {stops.map((stop, index) => {
          const gap = between(stop, stops[index + 1]);
          return (
            <LeadPathStop
              key={stop.kind}
              lead={lead}
              stop={stop}
              gap={gap === null ? null : text('leads.path.gap', { duration: minutes(gap) })}
              isLast={index === stops.length - 1}
            />
          );
        })}
      </Stops>
    </Card>
  );
};
