import type { Core } from '@strapi/strapi';

/** How many statements on these tables the database got while `work` ran. Rounds of other features may run at the same time. */
export const countStatements = async (strapi: Core.Strapi, work: () => Promise<unknown>, tables = /crm_/): Promise<number> => {
  let count = 0;
  const tally = ({ sql }: { sql: string }): void => {
    if (!/^(begin|commit|pragma|update strapi_core_store)/i.test(sql.replace(/[`"]/g, '').trim()) && tables.test(sql)) count += 1;
  };
  strapi.db.connection.on('query', tally);
  try {
    await work();
  } finally {
    strapi.db.connection.removeListener('query', tally);
  }
  return count;
};
