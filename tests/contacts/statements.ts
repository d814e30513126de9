import type { Core } from '@strapi/strapi';

/** How many statements the database got while `work` ran, without what opens and closes the transaction. */
export const countStatements = async (strapi: Core.Strapi, work: () => Promise<unknown>): Promise<number> => {
  let count = 0;
  const tally = ({ sql }: { sql: string }): void => {
    if (!/^(begin|commit|pragma|update strapi_core_store)/i.test(sql.replace(/[`"]/g, '').trim()) && /crm_/.test(sql)) count += 1;
  };
  strapi.db.connection.on('query', tally);
  try {
    await work();
  } finally {
    strapi.db.connection.removeListener('query', tally);
  }
  return count;
};
