import { z } from 'zod';
import { datetime } from '../kernel/contract';

const rowId = z.number().int();
/** `byUserId` is the admin user's row id; null means that the site itself did it. */
const done = { byUserId: rowId.nullable(), at: datetime };
const fields = z.array(z.string());

export const events = {
  'contact.created': z.object({ contactId: rowId, ...done }),
  'contact.updated': z.object({ contactId: rowId, fields, ...done }),
  /** A form made or completed a contact. Apart from `contact.created`, since the form's own story is already told. */
  'contact.captured': z.object({ contactId: rowId, isNew: z.boolean(), fields, ...done }),
  'company.created': z.object({ companyId: rowId, ...done }),
  'company.updated': z.object({ companyId: rowId, fields, ...done }),
  /** A form's e-mail domain made a company. */
  'company.captured': z.object({ companyId: rowId, at: datetime }),
};

type Payloads = { [K in keyof typeof events]: z.output<(typeof events)[K]> };

declare module '../kernel/events' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- adds this feature's events to the bus
  interface EventPayloads extends Payloads {}
}
