import type { Form } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import type { FormDraft } from './form-draft';

/** The one sentence that says how what is shown here relates to what visitors get. */
export const FormStatus = ({ form, draft }: { form: Form; draft: FormDraft }) => {
  const text = useText();
  const from = form.publishedVersion;
  const versions = from !== null && draft.nextVersion !== from ? { from, to: draft.nextVersion } : null;

  const sentence = () => {
    if (draft.isDirty) return versions ? text('forms.status.unsaved-version', versions) : text('forms.status.unsaved');
    if (form.state === 'draft') return text('forms.status.draft');
    if (form.state === 'unpublished') return text('forms.status.unpublished');
    return versions ? text('forms.status.changes', versions) : text('forms.status.live');
  };

  return <span role="status">{sentence()}</span>;
};
