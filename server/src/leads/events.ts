import { z } from 'zod';
import { id } from '../kernel/contract';
import { leadStatus, type LeadStatus } from './contract';

export const events = {
  'lead.created': z.object({ leadId: id }),
  'lead.statusChanged': z.object({ leadId: id, from: leadStatus, to: leadStatus }),
  'lead.assigned': z.object({ leadId: id, ownerId: id.nullable() }),
};

declare module '../kernel/events' {
  interface EventPayloads {
    'lead.created': { leadId: string };
    'lead.statusChanged': { leadId: string; from: LeadStatus; to: LeadStatus };
    'lead.assigned': { leadId: string; ownerId: string | null };
  }
}
