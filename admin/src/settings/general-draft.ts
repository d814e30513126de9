import { useState } from 'react';
import { settingsContract, type GeneralSettings } from '../../../server/src/settings/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useDraft } from '../kernel/draft';
import { useText } from '../kernel/text';
import { useUndo } from '../ui/UndoBar';

const { endpoints } = settingsContract;

const changed = (from: GeneralSettings, to: Partial<GeneralSettings>): Partial<GeneralSettings> =>
  Object.fromEntries(Object.entries(to).filter(([name, value]) => from[name as keyof GeneralSettings] !== value));

/** Sends only what was changed here, so that it never takes back what somebody else set meanwhile. */
export const useGeneralDraft = (saved: GeneralSettings) => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const [start, setStart] = useState(saved);
  const [failure, setFailure] = useState<string>();
  const draft = useDraft(endpoints.updateGeneral.body, saved);
  const update = useEndpointMutation(endpoints.updateGeneral, {
    invalidates: [endpoints.me],
    onSuccess: (answer, _request, cache) => cache.write(endpoints.general, {}, answer),
  });

  const save = async () => {
    setFailure(undefined);
    const values = draft.check();
    if (!values) return;
    try {
      const answer = await update.mutateAsync({ body: changed(start, values) });
      setStart(answer);
      draft.reset(answer);
      tell({ message: text('settings.general.saved') });
    } catch (thrown) {
      const error = toApiError(thrown);
      draft.refuse(error);
      if (error.fields.length === 0) setFailure(errorText(error));
    }
  };

  return { ...draft, save, failure, isSaving: update.isPending };
};
