import { Button } from '@strapi/design-system';
import { useId } from 'react';
import { BLOCK_KINDS, type BlocklistEntry } from '../../../server/src/spam/contract';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Drawer } from '../ui/Drawer';
import { SelectField, TextField } from '../ui/Fields';
import { Stack } from '../ui/Type';
import { useEntryDraft } from './entry-draft';

interface EntryDrawerProps {
  /** Null makes a new one. */
  entry: BlocklistEntry | null;
  onClose: () => void;
}

export const EntryDrawer = ({ entry, onClose }: EntryDrawerProps) => {
  const text = useText();
  const formId = useId();
  const { values, set, errorOf, day, setDay, isDirty, isSaving, failure, save } = useEntryDraft(entry, onClose);

  return (
    <Drawer
      title={text(entry ? 'spam.entry.edit' : 'spam.entry.new')}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={formId} loading={isSaving} disabled={entry !== null && !isDirty}>
            {text(entry ? 'spam.entry.save' : 'spam.entry.create')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {text('ui.cancel')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack $gap={5}>
          {failure && <Banner tone="danger">{failure}</Banner>}
          <SelectField
            label={text('spam.blocklist.kind')}
            options={BLOCK_KINDS.map((kind) => ({ value: kind, label: text(`spam.kind.${kind}`) }))}
            value={values.kind}
            onChange={(kind) => set('kind', kind)}
            disabled={entry !== null}
          />
          <TextField
            isRequired
            label={text('spam.blocklist.value')}
            hint={text(`spam.kind-hint.${values.kind}`)}
            error={errorOf('value')}
            autoComplete="off"
            value={values.value}
            onChange={(value) => set('value', value)}
            disabled={entry !== null}
          />
          <TextField label={text('spam.entry.note')} hint={text('spam.entry.note-hint')} error={errorOf('note')} value={values.note} onChange={(note) => set('note', note)} />
          <TextField type="date" label={text('spam.entry.until')} hint={text('spam.entry.until-hint')} error={errorOf('expiresAt')} value={day} onChange={setDay} />
        </Stack>
      </form>
    </Drawer>
  );
};
