import type { Contact, Touch } from '../../../server/src/contacts/contract';
import { Text, useText } from '../kernel/text';
import { originOf, parseAddress } from '../leads/lead-path';
import { PageLink } from '../leads/LeadPathWords';
import { Card } from '../ui/Card';
import { RelativeTime } from '../ui/RelativeTime';
import { Small, Stack } from '../ui/Type';

/** What brought this person the first time, and what did the last time. */
export const CameFromCard = ({ contact: { firstTouch, lastTouch } }: { contact: Contact }) => {
  const text = useText();
  if (!firstTouch) return null;
  return (
    <Card title={text('visits.came-from')}>
      <Stack>
        <TouchRow label={text('visits.first')} touch={firstTouch} />
        {lastTouch && lastTouch.at !== firstTouch.at && <TouchRow label={text('visits.last')} touch={lastTouch} />}
      </Stack>
    </Card>
  );
};

const TouchRow = ({ label, touch }: { label: string; touch: Touch }) => {
  const text = useText();
  const origin = originOf({ utm: touch.utm, referrer: touch.referrer, landingPage: touch.landing });
  const page = parseAddress(touch.landing);
  return (
    <Stack $gap={1}>
      <Small>
        {label} · <RelativeTime at={touch.at} />
      </Small>
      <span>{origin ? `${text(`leads.path.origin.${origin.kind}`)}: ${origin.name}` : text('visits.direct')}</span>
      {origin?.note && <Small>{origin.note}</Small>}
      {page && (
        <Small>
          <Text id="visits.on" values={{ page: <PageLink page={page} /> }} />
        </Small>
      )}
    </Stack>
  );
};
