import type { TimelineEntry } from '../../../server/src/timeline/contract';
import { Text, useText, useTextIfKnown } from '../kernel/text';
import { Muted, Strong } from '../ui/Type';
import { inWords, pagePath, useFieldNames, wordIn, wordsIn } from './entry-detail';
import { EntryActor, EntryCompany, EntryContact, EntryForm, EntryLead } from './EntryParts';

interface EntrySentenceProps {
  entry: TimelineEntry;
  recordId: string;
}

/** Who did what, where. A kind that this version does not know still becomes a sentence. */
export const EntrySentence = ({ entry, recordId }: EntrySentenceProps) => {
  const text = useText();
  const textIfKnown = useTextIfKnown();
  const fieldNames = useFieldNames();
  const { kind, detail, subject } = entry;

  const actor = <EntryActor entry={entry} />;
  const lead = <EntryLead entry={entry} recordId={recordId} />;
  const contact = <EntryContact entry={entry} recordId={recordId} />;
  const company = <EntryCompany entry={entry} recordId={recordId} />;
  const fields = fieldNames(wordsIn(detail, 'fields')) || text('timeline.something');
  const status = (name: string) => {
    const value = wordIn(detail, name) ?? '';
    return <Strong>{textIfKnown(`leads.status.${value}`) ?? inWords(value)}</Strong>;
  };

  switch (kind) {
    case 'note': {
      const isElsewhere = subject?.type === 'lead' && subject.id !== recordId;
      return <Text id={isElsewhere ? 'timeline.wrote-on-lead' : 'timeline.wrote'} values={{ actor, lead }} />;
    }
    case 'form.submitted': {
      const page = wordIn(detail, 'page');
      const form = <EntryForm entry={entry} />;
      if (!page) return <Text id="timeline.sent" values={{ actor, form }} />;
      return <Text id="timeline.sent-from" values={{ actor, form, page: <Muted title={page}>{pagePath(page)}</Muted> }} />;
    }
    case 'contact.created':
      return <Text id="timeline.contact-created" values={{ actor, contact }} />;
    case 'contact.updated':
      return <Text id="timeline.contact-updated" values={{ actor, contact, fields }} />;
    case 'company.created':
      return <Text id="timeline.company-created" values={{ actor, company }} />;
    case 'company.updated':
      return <Text id="timeline.company-updated" values={{ actor, company, fields }} />;
    case 'lead.created':
      return <Text id="timeline.lead-created" values={{ actor, lead }} />;
    case 'lead.status-changed':
      return <Text id="timeline.lead-moved" values={{ actor, lead, from: status('from'), to: status('to') }} />;
    case 'lead.assigned': {
      const owner = wordIn(detail, 'ownerName');
      if (!owner) return <Text id="timeline.lead-unassigned" values={{ actor, lead }} />;
      return <Text id="timeline.lead-assigned" values={{ actor, lead, owner: <Strong>{owner}</Strong> }} />;
    }
    default: {
      const words = inWords(kind);
      return <Text id="timeline.other" values={{ actor, what: words.charAt(0).toUpperCase() + words.slice(1) }} />;
    }
  }
};
