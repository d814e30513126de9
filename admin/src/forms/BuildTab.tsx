import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { styled } from 'styled-components';
import type { FormField } from '../../../server/src/forms/contract';
import { useAnnounce } from '../kernel/LiveRegion';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { EmptyState } from '../ui/EmptyState';
import { useUndo } from '../ui/UndoBar';
import { freeName } from './field-values';
import { FieldDrawer } from './FieldDrawer';
import { FieldRow, focusField } from './FieldRow';
import type { FormDraft } from './form-draft';
import { FormPreview } from './FormPreview';

const Columns = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 1.6rem;
  align-items: start;

  @media (min-width: 1280px) {
    grid-template-columns: minmax(0, 1fr) 38.4rem;
  }
`;

const Rows = styled.ol`
  margin: 0;
  padding: 0;
  list-style: none;
`;

const DesktopOnly = styled.div`
  display: none;

  @media (min-width: 1280px) {
    display: block;
    position: sticky;
    top: 1.6rem;
  }
`;

/** The place of the field that the drawer edits; `new` adds one at the end. */
type Edited = number | 'new' | null;

export const BuildTab = ({ draft, isReadOnly }: { draft: FormDraft; isReadOnly: boolean }) => {
  const text = useText();
  const announce = useAnnounce();
  const offerUndo = useUndo();
  const [edited, setEdited] = useState<Edited>(null);
  const { fields } = draft.values;
  const put = (next: FormField[]) => draft.set('fields', next);

  const move = (from: number, to: number) => {
    const field = fields[from];
    const other = fields[to];
    if (!field || !other) return;
    const next = [...fields];
    next[to] = field;
    next[from] = other;
    put(next);
    announce(text('forms.field.moved', { label: field.label, position: to + 1, total: fields.length }));
    focusField(field.name, to < from ? 'up' : 'down');
  };

  const duplicate = (index: number, field: FormField) => {
    const name = freeName(field.name, fields.map((one) => one.name));
    // Two fields with one target would compete for it.
    const copy = { ...field, name, label: text('forms.field.copy-of', { label: field.label }), mapTo: null };
    put([...fields.slice(0, index + 1), copy, ...fields.slice(index + 1)]);
    announce(text('forms.field.copied', { label: field.label }));
  };

  const remove = (index: number, field: FormField) => {
    put(fields.filter((_, at) => at !== index));
    const next = fields[index + 1] ?? fields[index - 1];
    if (next) focusField(next.name, 'edit');
    offerUndo({
      message: text('forms.field.removed', { label: field.label }),
      undo: async () => {
        const now = draft.latest.current.fields;
        put([...now.slice(0, index), field, ...now.slice(index)]);
      },
    });
  };

  const addField = !isReadOnly && (
    <Button size="S" variant="secondary" startIcon={<Plus />} onClick={() => setEdited('new')}>
      {text('forms.field.add')}
    </Button>
  );

  return (
    <Columns>
      <Card title={text('forms.fields')} count={fields.length} actions={fields.length > 0 && addField}>
        {fields.length === 0 && (
          <EmptyState isInside title={text('forms.fields.empty')} actions={addField}>
            {text('forms.fields.empty-words')}
          </EmptyState>
        )}
        <Rows>
          {fields.map((field, index) => (
            <FieldRow
              key={field.name}
              field={field}
              errors={draft.errors.filter(({ path }) => path.startsWith(`fields.${index}.`)).map(({ message }) => message)}
              isFirst={index === 0}
              isLast={index === fields.length - 1}
              isReadOnly={isReadOnly}
              onEdit={() => setEdited(index)}
              onMove={(step) => move(index, index + step)}
              onDuplicate={() => duplicate(index, field)}
              onRemove={() => remove(index, field)}
            />
          ))}
        </Rows>
      </Card>
      <DesktopOnly>
        <FormPreview fields={fields} />
      </DesktopOnly>
      {edited !== null && <FieldDrawer draft={draft} at={edited} onClose={() => setEdited(null)} />}
    </Columns>
  );
};
