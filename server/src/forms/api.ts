import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { formsContract } from './contract';

export const handlers: Handlers<(typeof formsContract)['endpoints'], CrmServices> = {
  listForms: ({ query, crm }) => crm.forms.list(query),
  getForm: ({ params, crm }) => crm.forms.get(params.id),
  createForm: ({ body, crm }) => crm.forms.create(body),
  updateForm: ({ params, body, crm }) => crm.forms.update(params.id, body),
  publishForm: ({ params, crm }) => crm.forms.publish(params.id),
  unpublishForm: ({ params, crm }) => crm.forms.unpublish(params.id),
};
