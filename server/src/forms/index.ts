import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { formsContract } from './contract';

export { answerText, checkAnswers, checkStep, checkStored, consentsIn, toAnswers, toMapped, unchecked } from './answers';
export type { FieldError, GivenConsent, Mapped, Payload, RawValue, RawValues } from './answers';
export { COUNTRIES } from './contract';
export { isTicked, listOf, rawAnswer, stepsOf, textOf, visibleFields } from './logic';
export { plausibleAnswers } from './plausible-answers';
export type { FormSummary } from './queries';
export { availability } from './rules';
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
