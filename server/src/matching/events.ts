import { z } from 'zod';
import { datetime } from '../kernel/contract';

const rowId = z.number().int();

export const events = {
  /** A form made or completed a contact. Apart from `contact.created`, since the form's own story is already told. */
  'contact.captured': z.object({ contactId: rowId, isNew: z.boolean(), fields: z.array(z.string()), byUserId: rowId.nullable(), at: datetime }),
};

type Payloads = { [K in keyof typeof events]: z.output<(typeof events)[K]> };

declare module '../kernel/events' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- adds this feature's events to the bus
  interface EventPayloads extends Payloads {}
}
