import { CheckCircle } from '@strapi/icons';
import { useId, useState } from 'react';
import type { Health } from '../../../server/src/jobs/contract';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { LinkLikeButton } from '../ui/Links';
import { Cluster, Small, Stack } from '../ui/Type';
import { CheckLine, HealthChecks } from './HealthChecks';

const URGENCY = ['failing', 'warning'] as const;

/** Short while all is well; what is wrong comes first and is never folded away. */
export const HealthCard = ({ health }: { health: Health }) => {
  const text = useText();
  const { relative } = useFormat();
  const passedId = useId();
  const [showsPassed, setShowsPassed] = useState(false);
  const troubles = URGENCY.flatMap((state) => health.checks.filter((check) => check.state === state));
  const passed = health.checks.filter(({ state }) => state === 'ok');
  const { client, journalMode } = health.database;

  return (
    <Card
      title={text('jobs.health.title')}
      actions={
        passed.length > 0 && (
          <LinkLikeButton aria-expanded={showsPassed} aria-controls={passedId} onClick={() => setShowsPassed(!showsPassed)}>
            {showsPassed ? text('jobs.health.hide-passed') : text('jobs.health.show-passed', { count: passed.length })}
          </LinkLikeButton>
        )
      }
    >
      <Stack $gap={3}>
        {troubles.length > 0 ? (
          <HealthChecks checks={troubles} />
        ) : (
          <CheckLine $tone="success">
            <CheckCircle aria-hidden />
            {text('jobs.health.good')}
          </CheckLine>
        )}
        <div id={passedId} hidden={!showsPassed}>
          <HealthChecks checks={passed} />
        </div>
        <Cluster $gap={4}>
          <Small>
            {health.lastTickAt ? text('jobs.health.tick', { when: relative(health.lastTickAt) }) : text('jobs.health.no-tick')}
          </Small>
          <Small>
            {journalMode
              ? text('jobs.health.database-journal', { client, mode: journalMode })
              : text('jobs.health.database', { client })}
          </Small>
        </Cluster>
      </Stack>
    </Card>
  );
};
