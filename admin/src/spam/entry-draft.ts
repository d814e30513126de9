import { useState } from 'react';
import { spamContract, type BlocklistEntry, type BlockKind } from '../../../server/src/spam/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useDraft } from '../kernel/draft';
import { useText } from '../kernel/text';
import { useUndo } from '../ui/UndoBar';

const { endpoints } = spamContract;

interface EntryValues {
  kind: BlockKind;
  value: string;
  note: string;
  expiresAt: string | null;
}

const valuesOf = (entry: BlocklistEntry | null): EntryValues => ({ kind: entry?.kind ?? 'word', value: entry?.value ?? '', note: entry?.note ?? '', expiresAt: entry?.expiresAt ?? null });

/** A day counts to its end, where the person who picks it is. */
const endOf = (day: string): string | null => (day ? new Date(`${day}T23:59:59`).toISOString() : null);
const dayOf = (at: string | null): string => (at ? new Date(at).toLocaleDateString('en-CA') : '');

/** An entry that is added or changed. What it holds can't be changed: that would be another entry. */
export const useEntryDraft = (entry: BlocklistEntry | null, onSaved: () => void) => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const [failure, setFailure] = useState<string>();
  const draft = useDraft(endpoints.createBlocked.body, valuesOf(entry));
  const create = useEndpointMutation(endpoints.createBlocked, { invalidates: [endpoints.listBlocked] });
  const update = useEndpointMutation(endpoints.updateBlocked, { invalidates: [endpoints.listBlocked] });

  const save = async () => {
    setFailure(undefined);
    const body = draft.check();
    if (!body) return;
    const { note, expiresAt } = body;
    try {
      const saved = entry
        ? await update.mutateAsync({ params: { id: entry.id }, body: { note, expiresAt, version: entry.version } })
        : await create.mutateAsync({ body });
      tell({ message: text(entry ? 'spam.entry.saved' : 'spam.entry.created', { value: saved.value }) });
      onSaved();
    } catch (thrown) {
      const error = toApiError(thrown);
      draft.refuse(error);
      if (error.fields.length === 0) setFailure(errorText(error));
    }
  };

  return {
    ...draft,
    day: dayOf(draft.values.expiresAt),
    setDay: (day: string) => draft.set('expiresAt', endOf(day)),
    isSaving: create.isPending || update.isPending,
    failure,
    save,
  };
};
