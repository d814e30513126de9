import { Button, IconButton } from '@strapi/design-system';
import { Cross, Plus } from '@strapi/icons';
import { useState } from 'react';
import { styled } from 'styled-components';
import type { FieldType, Form } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { Drawer } from '../ui/Drawer';
import { surface } from '../ui/styles';
import { focusField } from './CanvasField';
import { useFieldEditing } from './field-editing';
import { FIELD_ICONS } from './field-kinds';
import { FieldInspector } from './FieldInspector';
import { FieldPalette } from './FieldPalette';
import type { FormDraft } from './form-draft';
import { problemsOf } from './form-problems';
import { FormCanvas } from './FormCanvas';
import { useThreeColumns } from './selected-field';

const Columns = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 1.6rem;
  align-items: start;

  @media (min-width: 1280px) {
    grid-template-columns: 18rem minmax(0, 1fr) 32rem;

    &[data-read-only] {
      grid-template-columns: minmax(0, 80rem);
    }
  }
`;

const Side = styled.section`
  position: sticky;
  top: 1.6rem;
  max-height: calc(100dvh - 3.2rem);
  overflow: auto;
`;

const Panel = styled(Side)`
  ${surface}
  padding: 1.6rem;
`;

const PanelHead = styled.header`
  display: flex;
  align-items: center;
  gap: 0.8rem;
  margin-bottom: 1.6rem;

  svg {
    flex: none;
    width: 1.6rem;
    height: 1.6rem;
  }

  h2 {
    flex: 1;
    min-width: 0;
    font-size: 1.4rem;
    line-height: 1.43;
    font-weight: 600;
    overflow-wrap: anywhere;
    color: ${({ theme }) => theme.colors.neutral800};
  }
`;

const Hint = styled.p`
  font-size: 1.3rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral600};
`;

const INSPECTOR = 'field-inspector';

interface BuildTabProps {
  form: Form;
  draft: FormDraft;
  isReadOnly: boolean;
}

/** Palette, canvas and inspector; on a narrow screen the canvas alone, and the others come when they are asked for. */
export const BuildTab = ({ form, draft, isReadOnly }: BuildTabProps) => {
  const text = useText();
  const isWide = useThreeColumns();
  const [isAdding, setIsAdding] = useState(false);
  const editing = useFieldEditing(draft);
  const { fields, selected, starters } = editing;
  const field = isReadOnly ? undefined : fields[selected];
  const Icon = field && FIELD_ICONS[field.type];

  /** Who opens a field wants to write; a drawer takes the keyboard by itself. */
  const focusInspector = () =>
    isWide && requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${INSPECTOR} :is(input, textarea)`)?.focus());

  const add = (type: FieldType) => {
    editing.add(type);
    setIsAdding(false);
    focusInspector();
  };

  const close = () => {
    if (field && isWide) focusField(field.name, 'edit');
    editing.select(null);
  };

  const inspector = field && (
    <FieldInspector
      field={field}
      fields={fields}
      problems={problemsOf(draft.problems, selected)}
      starters={starters}
      isNew={!form.fields.some(({ name }) => name === field.name)}
      onChange={editing.change}
    />
  );

  return (
    <Columns data-read-only={isReadOnly || undefined}>
      {!isReadOnly && isWide && (
        <Side aria-label={text('forms.palette')}>
          <FieldPalette onAdd={add} />
        </Side>
      )}
      {!isReadOnly && !isWide && (
        <div>
          <Button variant="secondary" startIcon={<Plus />} onClick={() => setIsAdding(true)}>
            {text('forms.field.add')}
          </Button>
        </div>
      )}
      <FormCanvas
        fields={fields}
        problems={draft.problems}
        selected={selected}
        isReadOnly={isReadOnly}
        onSelect={(index) => {
          editing.select(index);
          focusInspector();
        }}
        onMove={editing.move}
        onDuplicate={editing.duplicate}
        onRemove={editing.remove}
        onAsk={editing.ask}
      />
      {!isReadOnly && isWide && (
        <Panel id={INSPECTOR} aria-label={text('forms.inspector')} onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()}>
          {field && (
            <PanelHead>
              {Icon && <Icon aria-hidden />}
              <h2>{field.label}</h2>
              <IconButton size="S" variant="ghost" label={text('ui.close')} onClick={close}>
                <Cross />
              </IconButton>
            </PanelHead>
          )}
          {inspector ?? <Hint>{text('forms.inspector.nothing')}</Hint>}
        </Panel>
      )}
      {!isWide && field && (
        <Drawer title={field.label} onClose={close} footer={<Button onClick={close}>{text('forms.inspector.done')}</Button>}>
          {inspector}
        </Drawer>
      )}
      {!isWide && isAdding && (
        <Drawer title={text('forms.field.add')} onClose={() => setIsAdding(false)}>
          <FieldPalette onAdd={add} />
        </Drawer>
      )}
    </Columns>
  );
};
