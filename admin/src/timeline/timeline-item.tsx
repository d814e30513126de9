import { ArrowRight, Message, Pencil, Sparkle, User } from '@strapi/icons';
import type { ComponentType, SVGAttributes } from 'react';
import type { TimelineEntry } from '../../../server/src/timeline/contract';
import { BuildingIcon, FormIcon } from '../ui/icons';
import { TimelineBody, type TimelineItem } from '../ui/Timeline';
import { EntrySentence } from './EntrySentence';
import { FormEntryBody } from './FormEntryBody';

const ICONS: Readonly<Record<string, ComponentType<SVGAttributes<SVGElement>>>> = {
  note: Message,
  'form.submitted': FormIcon,
  'contact.created': User,
  'contact.updated': Pencil,
  'company.created': BuildingIcon,
  'company.updated': Pencil,
  'lead.created': Sparkle,
  'lead.status-changed': ArrowRight,
  'lead.assigned': User,
};

const bodyOf = (entry: TimelineEntry) => {
  if (entry.kind === 'form.submitted') return <FormEntryBody entry={entry} />;
  return entry.text && <TimelineBody>{entry.text}</TimelineBody>;
};

export const timelineItem = (entry: TimelineEntry, recordId: string): TimelineItem => ({
  icon: ICONS[entry.kind] ?? Pencil,
  sentence: <EntrySentence entry={entry} recordId={recordId} />,
  body: bodyOf(entry),
});
