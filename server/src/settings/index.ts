import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { ROLE_PRESETS, settingsContract } from './contract';

export type { SettingsService } from './service';

export const settings = defineFeature<CrmServices, (typeof settingsContract)['endpoints']>({
  name: 'settings',
  contentTypes,
  contract: settingsContract,
  handlers,
  // Everybody may pick an owner. What pages need of the settings comes with `me`.
  contributes: { rolePresets: Object.fromEntries(ROLE_PRESETS.map((preset) => [preset, ['users.read']])) },
});
