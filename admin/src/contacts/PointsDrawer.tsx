import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useId, useState, type FormEvent } from 'react';
import { emailInput, phoneInput, type Contact } from '../../../server/src/contacts/contract';
import { toApiError, useErrorText, type ApiError } from '../kernel/api-error';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Drawer } from '../ui/Drawer';
import { Stack } from '../ui/Type';
import type { SaveContact } from './contact-saving';
import { PointFields, type PointValues } from './PointFields';

interface PointsDrawerProps {
  kind: 'emails' | 'phones';
  contact: Contact;
  save: SaveContact;
  onClose: () => void;
}

interface Entry extends PointValues {
  key: number;
}

/** Where in the list the server found the fault: by place, or by the value it names. */
const placeOf = (error: ApiError, points: readonly PointValues[]): number => {
  const [, place] = error.fields[0]?.path.match(/^\w+\.(\d+)/) ?? [];
  if (place !== undefined) return Number(place);
  const { value } = error.details;
  return points.findIndex((point) => typeof value === 'string' && point.value.trim().toLowerCase() === value.trim().toLowerCase());
};

export const PointsDrawer = ({ kind, contact, save, onClose }: PointsDrawerProps) => {
  const text = useText();
  const errorText = useErrorText();
  const formId = useId();
  const [entries, setEntries] = useState<readonly Entry[]>(() => {
    const known = contact[kind].map(({ value, type, isPrimary }, key) => ({ key, value, type, isPrimary }));
    return known.length > 0 ? known : [{ key: 0, value: '', type: 'work', isPrimary: true }];
  });
  const [wrong, setWrong] = useState<ReadonlyMap<number, string>>(new Map());
  const [failure, setFailure] = useState<string>();
  const [isSaving, setIsSaving] = useState(false);

  const change = (key: number, values: Partial<PointValues>) => {
    setEntries((before) => before.map((entry) => (entry.key === key ? { ...entry, ...values } : values.isPrimary ? { ...entry, isPrimary: false } : entry)));
    setWrong((before) => new Map([...before].filter(([one]) => one !== key)));
  };

  const remove = (key: number) =>
    setEntries((before) => {
      const rest = before.filter((entry) => entry.key !== key);
      return rest.some(({ isPrimary }) => isPrimary) ? rest : rest.map((entry, index) => ({ ...entry, isPrimary: index === 0 }));
    });

  const add = () =>
    setEntries((before) => [
      ...before,
      { key: Math.max(-1, ...before.map(({ key }) => key)) + 1, value: '', type: kind === 'emails' ? 'work' : 'mobile', isPrimary: before.length === 0 },
    ]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSaving) return;
    const kept = entries.filter(({ value }) => value.trim() !== '');
    const schema = kind === 'emails' ? emailInput : phoneInput;
    const points = kept.map(({ value, type, isPrimary }) => ({ value: value.trim(), type, isPrimary }));
    const faults = points.flatMap((point, index) => {
      const message = schema.safeParse(point).error?.issues[0]?.message;
      return message ? [[kept[index]?.key ?? 0, message] as const] : [];
    });
    setFailure(undefined);
    setWrong(new Map(faults));
    if (faults.length > 0) return;

    setIsSaving(true);
    try {
      await save(kind === 'emails' ? { emails: points } : { phones: points });
      onClose();
    } catch (thrown) {
      const error = toApiError(thrown);
      const words = error.fields[0]?.message ?? errorText(error);
      const entry = kept[placeOf(error, kept)];
      if (entry) setWrong(new Map([[entry.key, words]]));
      else setFailure(words);
      setIsSaving(false);
    }
  };

  return (
    <Drawer
      title={text(`contacts.points.${kind}`)}
      subtitle={contact.name}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={formId} loading={isSaving}>
            {text('ui.save')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {text('ui.cancel')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)}>
        <Stack $gap={5}>
          {failure && <Banner tone="danger">{failure}</Banner>}
          {entries.map((entry) => (
            <PointFields
              key={entry.key}
              kind={kind}
              values={entry}
              error={wrong.get(entry.key)}
              onChange={(values) => change(entry.key, values)}
              onRemove={() => remove(entry.key)}
            />
          ))}
          <div>
            <Button variant="tertiary" size="S" startIcon={<Plus />} onClick={add}>
              {text(`contacts.points.${kind}.add`)}
            </Button>
          </div>
        </Stack>
      </form>
    </Drawer>
  );
};
