import { z } from 'zod';
import { defineFeature } from '../kernel/feature';
import { tableOf } from '../kernel/records';
import { defineWork } from '../kernel/work';
import type { HealthCheck } from '../kernel/health';
import type { CrmServices } from '../services';
import { contentTypes } from './content-types';

export { MultipartBroken, partsOf, type Part } from './multipart';
export type { FileError, FilesService, KeptFile, UploadedFiles } from './service';

const sweep = defineWork<CrmServices, { plannedAt: string }>({
  kind: 'external',
  type: 'files.sweep',
  lane: 'bulk',
  payload: z.object({ plannedAt: z.iso.datetime(), isLate: z.boolean() }),
  run: (_tick, { crm }) => crm.files.sweep(),
});

const missingFiles: HealthCheck = async (strapi) => {
  const query = tableOf(strapi, 'plugin::crm.file').query();
  const [answer] = (await query.where('t.state', 'missing').count({ count: '*' })) as { count: number | string }[];
  const count = Number(answer?.count ?? 0);
  if (count === 0) return { name: 'files', state: 'ok', message: 'Every file that was sent is on disk.' };
  return { name: 'files', state: 'warning', message: `${count} files that were sent are not on disk. Restore the files’ folder from the backup that the database came from.` };
};

/** Its download is an endpoint of the submissions: who may see a submission decides about its files. */
export const files = defineFeature<CrmServices, never>({
  name: 'files',
  contentTypes,
  work: [sweep],
  schedules: [{ name: 'files.sweep', cron: '43 3 * * *', missed: 'coalesce', work: 'files.sweep' }],
  contributes: { healthChecks: [missingFiles] },
  bootstrap: ({ crm }) => crm.files.prepare(),
});
