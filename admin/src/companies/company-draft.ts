import { z } from 'zod';
import { companiesContract, type CompanyRow } from '../../../server/src/companies/contract';
import type { Reference } from '../../../server/src/kernel/contract';
import { useDraft } from '../kernel/draft';
import { useMe } from '../kernel/me';

export interface CompanyValues {
  name: string;
  domains: string;
  type: CompanyRow['type'];
  industry: string;
  phone: string;
  owner: Reference | null;
  tags: string[];
}

const { body } = companiesContract.endpoints.create;

const asInput = ({ owner, domains, ...rest }: CompanyValues): z.input<typeof body> => ({
  ...rest,
  domains: domains.split(/[\s,;]+/).filter(Boolean),
  ownerId: owner?.id ?? null,
});

const schema = z.custom<CompanyValues>().transform(asInput).pipe(body);

export const useCompanyDraft = () => {
  const { user } = useMe();
  const blank: CompanyValues = { name: '', domains: '', type: 'prospect', industry: '', phone: '', owner: user, tags: [] };
  return { ...useDraft(schema, blank), blank };
};

export type CompanyDraft = ReturnType<typeof useCompanyDraft>;
