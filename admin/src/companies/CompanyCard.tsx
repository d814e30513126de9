import { companiesContract } from '../../../server/src/companies/contract';
import type { Reference } from '../../../server/src/kernel/contract';
import { useEndpoint } from '../kernel/api';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Avatar } from '../ui/Avatar';
import { Card } from '../ui/Card';
import { OuterLink, TextLink } from '../ui/Links';
import { LoadFailed } from '../ui/LoadFailed';
import { LinesSkeleton } from '../ui/Skeleton';
import { Cluster, Small, Stack } from '../ui/Type';

const { endpoints } = companiesContract;

/** Where the person works, in a few words. */
export const CompanyCard = ({ reference }: { reference: Reference }) => {
  const text = useText();
  const { can } = useMe();
  const company = useEndpoint(endpoints.get, { params: { id: reference.id } }, { enabled: can('companies.read') });
  if (!can('companies.read')) return null;

  const facts = company.data && [
    text(`companies.type.${company.data.type}`),
    company.data.industry,
    text('companies.people-count', { count: company.data.contactCount }),
    company.data.addresses[0]?.city,
  ];
  return (
    <Card title={text('companies.company')}>
      {company.isPending && <LinesSkeleton lines={2} />}
      {company.isError && <LoadFailed error={company.error} onRetry={() => void company.refetch()} isInside />}
      {company.data && (
        <Cluster $gap={3} style={{ flexWrap: 'nowrap' }}>
          <Avatar kind="company" name={company.data.name} size="M" />
          <Stack $gap={0}>
            <TextLink to={crmPath(`companies/${company.data.id}`)}>{company.data.name}</TextLink>
            <Small>{facts?.filter(Boolean).join(' · ')}</Small>
            {company.data.domain && (
              <Small>
                <OuterLink href={`https://${company.data.domain}`} target="_blank" rel="noreferrer noopener">
                  {company.data.domain}
                </OuterLink>
              </Small>
            )}
          </Stack>
        </Cluster>
      )}
    </Card>
  );
};
