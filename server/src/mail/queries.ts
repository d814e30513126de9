import type { Context } from '../kernel/context';
import type { Page, QueryOf } from '../kernel/contract';
import { NotFound } from '../kernel/errors';
import { keysetPage, RECORD_SORTS } from '../kernel/paging';
import { tableOf, type Row } from '../kernel/records';
import { OUTGOING_MAIL } from './content-types';
import type { mailContract, OutgoingMail } from './contract';
import type { MailRow } from './outbox';

type ListQuery = QueryOf<(typeof mailContract)['endpoints']['list']>;

export const createMailQueries = ({ strapi }: Context) => {
  const table = () => tableOf(strapi, OUTGOING_MAIL);

  return {
    async list({ q, filters, sort, limit, cursor }: ListQuery): Promise<Page<OutgoingMail>> {
      const query = table().query();
      if (q) query.whereRaw('lower(t.to_address) like ?', [`${q.toLowerCase().replace(/[%_\\]/g, '')}%`]);
      if (filters?.state) query.whereIn('t.state', filters.state);
      if (filters?.kind) query.whereIn('t.kind', filters.kind);
      const { rows, next, total } = await keysetPage(strapi, { query, select: ['t.*'], sort: RECORD_SORTS[sort], limit, cursor });
      return { results: rows.map((row) => toMail(table().read<MailRow>(row))), page: { next, total } };
    },

    /** Locked where a transaction is open: two people who press at once come one after the other. */
    async find(id: string): Promise<MailRow> {
      const row = (await table().query().where('t.document_id', id).first('t.*').forUpdate()) as Row | undefined;
      if (!row) throw new NotFound('mail');
      return table().read<MailRow>(row);
    },
  };
};

export const toMail = ({ documentId, kind, state, toAddress, subject, attempts, lastError, createdAt, sentAt, submissionId }: MailRow): OutgoingMail => ({
  id: documentId,
  kind,
  state,
  to: toAddress,
  subject,
  attempts,
  lastError,
  createdAt: createdAt.toISOString(),
  sentAt: sentAt?.toISOString() ?? null,
  submissionId,
});
