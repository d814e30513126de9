import type { FieldType, FormField } from '../../../server/src/forms/contract';
import { useAnnounce } from '../kernel/LiveRegion';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { useUndo } from '../ui/UndoBar';
import { focusField } from './CanvasField';
import { freeName, namesOf, newField, withField, type Starters } from './field-changes';
import type { FormDraft } from './form-draft';
import { useSelectedField } from './selected-field';

/** What can be done to the fields of a draft. Each change keeps the selection and the keyboard where they make sense. */
export const useFieldEditing = (draft: FormDraft) => {
  const text = useText();
  const announce = useAnnounce();
  const offerUndo = useUndo();
  const { settings } = useMe();
  const [selectedName, select] = useSelectedField();
  const { fields } = draft.values;
  const put = (next: FormField[]) => draft.set('fields', next);
  const selected = fields.findIndex(({ name }) => name === selectedName);

  const starters: Starters = {
    option: (number) => text('forms.starter.option', { number }),
    html: text('forms.starter.html'),
    currency: settings.currency,
  };

  const insert = (field: FormField, at: number) => put([...fields.slice(0, at), field, ...fields.slice(at)]);

  return {
    fields,
    selected,
    starters,
    select: (index: number | null) => select(index === null ? null : (fields[index]?.name ?? null)),

    /** Below the selected field, or at the end. */
    add: (type: FieldType) => {
      const label = text(type === 'consent' ? 'forms.starter.marketing' : `forms.type.${type}`);
      const field = newField({ type, label, fields, starters });
      insert(field, selected < 0 ? fields.length : selected + 1);
      select(field.name);
      announce(text('forms.field.added', { label }));
    },

    ask: (label: string) => {
      insert(newField({ type: 'text', label, fields, starters }), fields.length);
      announce(text('forms.field.added', { label }));
    },

    change: (next: FormField) => {
      put(withField(fields, selected, next));
      if (next.name !== selectedName) select(next.name);
    },

    move: (from: number, step: 1 | -1) => {
      const field = fields[from];
      const other = fields[from + step];
      if (!field || !other) return;
      const next = [...fields];
      next[from + step] = field;
      next[from] = other;
      put(next);
      announce(text('forms.field.moved', { label: field.label, position: from + step + 1, total: fields.length }));
      focusField(field.name, step < 0 ? 'up' : 'down');
    },

    duplicate: (index: number) => {
      const field = fields[index];
      if (!field) return;
      const name = freeName(field.name, namesOf(fields));
      // Two fields with one target would compete for it.
      insert({ ...field, name, label: text('forms.field.copy-of', { label: field.label }), mapTo: null }, index + 1);
      announce(text('forms.field.copied', { label: field.label }));
    },

    remove: (index: number) => {
      const field = fields[index];
      if (!field) return;
      put(fields.filter((_, at) => at !== index));
      if (index === selected) select(null);
      const next = fields[index + 1] ?? fields[index - 1];
      if (next) focusField(next.name, 'edit');
      offerUndo({
        message: text('forms.field.removed', { label: field.label }),
        undo: async () => {
          const now = draft.latest.current.fields;
          put([...now.slice(0, index), field, ...now.slice(index)]);
        },
      });
    },
  };
};
