import { z } from 'zod';
import { datetime } from '../kernel/contract';

const rowId = z.number().int();
/** `byUserId` is the admin user's row id; null means that the site itself did it. */
const done = { byUserId: rowId.nullable(), at: datetime };

export const events = {
  'contact.created': z.object({ contactId: rowId, ...done }),
  'contact.updated': z.object({ contactId: rowId, fields: z.array(z.string()), ...done }),
};

type Payloads = { [K in keyof typeof events]: z.output<(typeof events)[K]> };

declare module '../kernel/events' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- adds this feature's events to the bus
  interface EventPayloads extends Payloads {}
}
