import { useState } from 'react';
import { sourcesContract, type MappedAttribute, type SiteType, type Source } from '../../../server/src/sources/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useDraft } from '../kernel/draft';
import { useText } from '../kernel/text';
import { useUndo } from '../ui/UndoBar';

const { list, create, update, get } = sourcesContract.endpoints;

const valuesOf = (source: Source | null) => ({
  name: source?.name ?? '',
  uid: source?.uid ?? '',
  trigger: source?.trigger ?? ('created' as Source['trigger']),
  watched: source?.watched ?? null,
  condition: source?.condition ?? null,
  fields: source?.fields ?? ([] as MappedAttribute[]),
  target: source?.target ?? ('lead' as Source['target']),
  isStrict: source?.isStrict ?? false,
  isOn: source?.isOn ?? true,
});

/** A source that is made or changed. Choosing a type fills in what its attributes' names suggest. */
export const useSourceDraft = (source: Source | null, onSaved: () => void) => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const [failure, setFailure] = useState<string>();
  const draft = useDraft(create.body, valuesOf(source));
  const creating = useEndpointMutation(create, { invalidates: [list] });
  const updating = useEndpointMutation(update, { invalidates: [list, get] });

  const chooseType = ({ uid, name, hasDraftAndPublish, suggested }: SiteType) => {
    draft.set('uid', uid);
    draft.set('fields', suggested);
    draft.set('trigger', hasDraftAndPublish ? 'published' : 'created');
    draft.set('watched', null);
    draft.set('condition', null);
    if (draft.values.name === '') draft.set('name', name);
  };

  const setTrigger = (trigger: Source['trigger']) => {
    draft.set('trigger', trigger);
    if (trigger !== 'updated') draft.set('watched', null);
  };

  /** Undefined leaves the attribute out. */
  const mapAttribute = (attribute: string, mapped: Omit<MappedAttribute, 'attribute'> | undefined) => {
    const others = draft.values.fields.filter((one) => one.attribute !== attribute);
    draft.set('fields', mapped ? [...others, { attribute, ...mapped }] : others);
  };

  const save = async () => {
    setFailure(undefined);
    const body = draft.check();
    if (!body) return;
    try {
      const { uid: _uid, ...change } = body;
      if (source) await updating.mutateAsync({ params: { id: source.id }, body: { ...change, version: source.version } });
      else await creating.mutateAsync({ body });
      tell({ message: text(source ? 'sources.saved' : 'sources.created', { name: body.name }) });
      onSaved();
    } catch (thrown) {
      const error = toApiError(thrown);
      draft.refuse(error);
      if (!error.fields.some(({ path }) => path in draft.values)) setFailure(errorText(error));
    }
  };

  return { ...draft, chooseType, setTrigger, mapAttribute, save, failure, isSaving: creating.isPending || updating.isPending };
};
