import { z } from 'zod';
import { date, datetime, id } from '../kernel/contract';

const limitHit = z.object({ formId: id.nullable(), day: date, count: z.number().int(), at: datetime });

export const events = {
  'traffic.limitHit': limitHit,
};

declare module '../kernel/events' {
  interface EventPayloads {
    /** At the first request of a UTC day that a form's hard limit refused, then at most once an hour. `count` is the day's number so far. */
    'traffic.limitHit': z.infer<typeof limitHit>;
  }
}
