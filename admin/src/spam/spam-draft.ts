import { useState } from 'react';
import { spamContract, type CaptchaProvider, type SpamSettings } from '../../../server/src/spam/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useDraft } from '../kernel/draft';
import { useText } from '../kernel/text';
import { useUndo } from '../ui/UndoBar';

const { endpoints } = spamContract;

interface Keys {
  siteKey: string;
  /** Only what is typed now; left out keeps the saved one. */
  secret?: string;
}

const valuesOf = (saved: SpamSettings) => {
  const keys = (provider: CaptchaProvider): Keys => ({ siteKey: saved[provider].siteKey ?? '' });
  return {
    turnstile: keys('turnstile'),
    hcaptcha: keys('hcaptcha'),
    recaptcha: { ...keys('recaptcha'), minScore: saved.recaptcha.minScore },
    holdsDisposable: saved.holdsDisposable,
    holdsRoleAddresses: saved.holdsRoleAddresses,
  };
};

/** Sends only what was changed here: what somebody else set meanwhile, or config/plugins sets, stays. */
export const useSpamDraft = (saved: SpamSettings) => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const [failure, setFailure] = useState<string>();
  const [start, setStart] = useState(() => valuesOf(saved));
  const draft = useDraft(endpoints.updateSpamSettings.body, start);
  const update = useEndpointMutation(endpoints.updateSpamSettings, { onSuccess: (answer, _request, cache) => cache.write(endpoints.getSpamSettings, {}, answer) });

  const send = async (body: Parameters<typeof update.mutateAsync>[0]['body'], message: string): Promise<SpamSettings | undefined> => {
    setFailure(undefined);
    try {
      const answer = await update.mutateAsync({ body });
      tell({ message });
      return answer;
    } catch (thrown) {
      const error = toApiError(thrown);
      draft.refuse(error);
      if (error.fields.length === 0) setFailure(errorText(error));
      return undefined;
    }
  };

  const save = async () => {
    const values = draft.check();
    if (!values) return;
    const changed = Object.fromEntries(Object.entries(values).filter(([name]) => JSON.stringify(draft.values[name as keyof typeof start]) !== JSON.stringify(start[name as keyof typeof start])));
    const answer = await send(changed, text('spam.saved'));
    if (!answer) return;
    setStart(valuesOf(answer));
    draft.reset(valuesOf(answer));
  };

  return {
    ...draft,
    save,
    /** At once; what is being typed elsewhere on the page stays. */
    forgetSecret: (provider: CaptchaProvider) =>
      void send({ [provider]: { siteKey: saved[provider].siteKey, secret: null } }, text('spam.secret-forgotten', { name: text(`spam.provider.${provider}`) })),
    failure,
    isSaving: update.isPending,
  };
};
