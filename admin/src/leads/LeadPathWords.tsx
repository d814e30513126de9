import type { Lead } from '../../../server/src/leads/contract';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { Text, useText } from '../kernel/text';
import { ContentLink } from '../ui/ContentLink';
import { OuterLink, TextLink } from '../ui/Links';
import { Small } from '../ui/Type';
import { parseAddress, type PathStop } from './lead-path';

export const useStopTitle = () => {
  const text = useText();
  return (stop: PathStop, { source }: Lead): string => {
    switch (stop.kind) {
      case 'origin':
        return text(`leads.path.origin.${stop.origin.kind}`);
      case 'entered':
        return text(`leads.path.entered.${source}`);
      case 'moved':
        return text(`leads.status.${stop.status}`);
      case 'answered':
        return text('leads.path.answered');
      case 'now':
        return text('leads.path.now');
    }
  };
};

/** What is known about one stop. Addresses come from visitors: only http(s) ones become links. */
export const StopDetail = ({ lead, stop }: { lead: Lead; stop: PathStop }) => {
  const text = useText();
  switch (stop.kind) {
    case 'origin':
      return (
        <>
          <span>{stop.origin.name}</span>
          {stop.origin.note && <Small>{stop.origin.note}</Small>}
        </>
      );
    case 'entered':
      return <Entered lead={lead} />;
    case 'moved':
      return lead.unqualifiedReason ? <span>{lead.unqualifiedReason}</span> : null;
    case 'now':
      return <span>{text('leads.path.nobody')}</span>;
    case 'answered':
      return null;
  }
};

const Entered = ({ lead: { form, landing, landingPage } }: { lead: Lead }) => {
  const { can } = useMe();
  const page = parseAddress(landingPage);
  return (
    <>
      {form && (can('forms.read') ? <TextLink to={crmPath(`forms/${form.id}`)}>{form.name}</TextLink> : <span>{form.name}</span>)}
      {(landing || page) && (
        <Small>
          <Text id="leads.path.on" values={{ page: landing ? <ContentLink entry={landing} /> : page && <PageLink page={page} /> }} />
        </Small>
      )}
    </>
  );
};

export const PageLink = ({ page }: { page: URL }) => (
  <OuterLink href={page.href} target="_blank" rel="noreferrer noopener">
    {page.pathname === '/' ? page.host : page.pathname}
  </OuterLink>
);
