import { useState } from 'react';
import { useEndpointMutation, useEndpointPages } from '../kernel/api';
import { useText } from '../kernel/text';
import { ChoiceChips } from '../ui/ChoiceChips';
import { Composer } from '../ui/Composer';
import { Timeline } from '../ui/Timeline';
import { FEED_FILTERS, kindOf, TOUCHED_BY_A_NOTE, type FeedEndpoint, type FeedFilter, type NoteEndpoint } from './feeds';
import { timelineItem } from './timeline-item';

interface RecordTimelineProps {
  feed: FeedEndpoint;
  /** Left out where the reader may not write. */
  note?: NoteEndpoint;
  params: { id: string };
}

/** What happened with one record, newest first, and the place to add a note. */
export const RecordTimeline = ({ feed, note, params }: RecordTimelineProps) => {
  const text = useText();
  const [filter, setFilter] = useState<FeedFilter>('all');
  const entries = useEndpointPages(feed, { params, query: { kind: kindOf(filter, feed) } });
  const empty = {
    all: text('timeline.empty.all'),
    notes: text(note ? 'timeline.empty.note' : 'timeline.empty.read-only'),
    forms: text('timeline.empty.form'),
    changes: text('timeline.empty.change'),
  }[filter];

  return (
    <>
      {note && <NoteComposer note={note} params={params} />}
      <ChoiceChips
        label={text('timeline.filter.label')}
        options={FEED_FILTERS.map((value) => ({ value, label: text(`timeline.filter.${value}`) }))}
        value={filter}
        onChange={setFilter}
      />
      <Timeline feed={entries} itemOf={(entry) => timelineItem(entry, params.id)} empty={empty} />
    </>
  );
};

const NoteComposer = ({ note, params }: { note: NoteEndpoint; params: { id: string } }) => {
  const save = useEndpointMutation(note, { invalidates: TOUCHED_BY_A_NOTE });
  return <Composer onSave={(words) => save.mutateAsync({ params, body: { text: words } })} />;
};
