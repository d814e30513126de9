import { on } from '../kernel/events';
import type { CrmServices } from '../services';

/** What people do to records by hand. A form's own story is told by who captured it, so `*.captured` is not heard. */
export const subscribers = [
  on<CrmServices, 'contact.created'>('contact.created', {
    react: (payloads, { crm }) => crm.timeline.recordChanges(payloads.map((payload) => ({ kind: 'contact.created', ...payload }))),
  }),
  on<CrmServices, 'contact.updated'>('contact.updated', {
    react: (payloads, { crm }) => crm.timeline.recordChanges(payloads.map((payload) => ({ kind: 'contact.updated', ...payload }))),
  }),
  on<CrmServices, 'company.created'>('company.created', {
    react: (payloads, { crm }) => crm.timeline.recordChanges(payloads.map((payload) => ({ kind: 'company.created', ...payload }))),
  }),
  on<CrmServices, 'company.updated'>('company.updated', {
    react: (payloads, { crm }) => crm.timeline.recordChanges(payloads.map((payload) => ({ kind: 'company.updated', ...payload }))),
  }),
];
