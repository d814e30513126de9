import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { formsContract } from './contract';

export { checkAnswers, toAnswers, toMapped } from './answers';
export type { FieldError, Mapped, Payload, RawValue, RawValues } from './answers';
export type { FormsService, PublishedForm } from './service';

export const forms = defineFeature<CrmServices, (typeof formsContract)['endpoints']>({
  name: 'forms',
  contentTypes,
  contract: formsContract,
  handlers,
  contributes: {
    rolePresets: {
      sales: ['forms.read'],
      marketer: ['forms.read', 'forms.create', 'forms.update', 'forms.publish'],
      support: ['forms.read'],
      'read-only': ['forms.read'],
    },
  },
  bootstrap: ({ crm }) => crm.forms.ensureStarter(),
});
