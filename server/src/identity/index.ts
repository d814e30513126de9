import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';

export { companyDomain, normaliseDomain } from './domain';
export { normaliseEmail, type Email } from './email';
export { displayName, nameKey, splitName } from './name';
export { isSamePhone, normalisePhone, phoneDigits, phoneOrNull, phoneText, type Phone } from './phone';

/** How a mailbox, a number, a name or a domain is read and compared. Pure: it stores nothing and asks nobody. */
export const identity = defineFeature<CrmServices, never>({ name: 'identity' });
