import { useMemo, useRef, useState } from 'react';
import { captureContract } from '../../../server/src/capture/contract';
import { formInput, formsContract, type Form, type FormSettings } from '../../../server/src/forms/contract';
import { useCache, useEndpointMutation } from '../kernel/api';
import { ApiError, toApiError, useErrorText } from '../kernel/api-error';
import { useDraft } from '../kernel/draft';
import { useAnnounce } from '../kernel/LiveRegion';
import { useText } from '../kernel/text';
import { problemsIn } from './form-problems';

export type FormValues = Pick<Form, 'name' | 'slug' | 'fields' | 'thankYou' | 'redirectUrl' | 'allowedOrigins' | 'settings'>;

const { endpoints } = formsContract;

export const valuesOfForm = ({ name, slug, fields, thankYou, redirectUrl, allowedOrigins, settings }: Form): FormValues => ({
  name,
  slug,
  fields,
  thankYou,
  redirectUrl,
  allowedOrigins,
  settings,
});

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value;

/** Whatever the order of keys, which a database may change. */
export const isSame = (one: unknown, other: unknown) => JSON.stringify(one, sorted) === JSON.stringify(other, sorted);

/** What a publish would change for visitors; name, address, sites and settings take effect when they are saved. */
const isSameForVisitors = (one: FormValues, other: FormValues) =>
  isSame([one.fields, one.thankYou, one.redirectUrl], [other.fields, other.thankYou, other.redirectUrl]);

/** The draft of all tabs of one form. It stays here until Save; a save by somebody else meanwhile is shown, not lost. */
export const useFormDraft = (form: Form) => {
  const text = useText();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const cache = useCache();
  const draft = useDraft(formInput, valuesOfForm(form));
  const [base, setBase] = useState(form.version);
  const [theirs, setTheirs] = useState<Form>();
  const [failure, setFailure] = useState<string>();
  const latest = useRef(draft.values);
  latest.current = draft.values;
  const { fields } = draft.values;
  const foreseen = useMemo(() => problemsIn(fields, text), [fields, text]);
  /** What is wrong now, and what the server said of the rest when it was last asked. */
  const problems = [...foreseen, ...draft.errors.filter(({ path, message }) => !foreseen.some((one) => one.path === path && one.message === message))];

  const update = useEndpointMutation(endpoints.updateForm, {
    invalidates: [endpoints.listForms, captureContract.endpoints.setup],
    onSuccess: (saved, { params }) => cache.write(endpoints.getForm, { params }, saved),
  });

  const adopt = (saved: Form) => {
    draft.reset(valuesOfForm(saved));
    setBase(saved.version);
    setTheirs(undefined);
    setFailure(undefined);
  };

  if (form.version > base && !draft.isDirty) adopt(form);

  const refuse = (error: ApiError) => {
    if (error.code === 'stale-version') {
      const current = endpoints.getForm.returns.safeParse(error.details.current);
      if (current.success) {
        cache.write(endpoints.getForm, { params: { id: form.id } }, current.data);
        return setTheirs(current.data);
      }
    }
    const words = errorText(error);
    if (error.code === 'form.slug-taken')
      return draft.refuse(new ApiError(words, { status: error.status, details: { errors: [{ path: ['slug'], message: words }] } }));
    if (error.fields.length > 0) return draft.refuse(error);
    return setFailure(words);
  };

  /** Undefined where it was refused; the reasons are in `errors`, `theirs` or `failure` then. */
  const save = async (version = base): Promise<Form | undefined> => {
    setFailure(undefined);
    const body = draft.check();
    if (!body || foreseen.length > 0) return undefined;
    const sent = latest.current;
    try {
      const saved = await update.mutateAsync({ params: { id: form.id }, body: { ...body, version } });
      announce(text('forms.saved'));
      if (isSame(sent, latest.current)) adopt(saved);
      else {
        setBase(saved.version);
        setTheirs(undefined);
      }
      return saved;
    } catch (thrown) {
      refuse(toApiError(thrown));
      return undefined;
    }
  };

  const changesVisitors = !isSameForVisitors(draft.values, valuesOfForm(form));
  const isNewContent = changesVisitors || form.hasUnpublishedChanges;

  return {
    values: draft.values,
    set: draft.set,
    setting: (parts: Partial<FormSettings>) => draft.set('settings', { ...draft.values.settings, ...parts }),
    /** For what happens later, such as an undo. */
    latest,
    problems,
    errorOf: draft.errorOf,
    isDirty: draft.isDirty,
    isSaving: update.isPending,
    failure,
    fail: setFailure,
    save,
    discard: () => adopt(form),
    theirs,
    saveOverTheirs: () => theirs && save(theirs.version),
    takeTheirs: () => theirs && adopt(theirs),
    canPublish: form.state !== 'published' || isNewContent,
    nextVersion: isNewContent ? (form.publishedVersion ?? 0) + 1 : (form.publishedVersion ?? 1),
  };
};

export type FormDraft = ReturnType<typeof useFormDraft>;
