import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useId, useState, type FormEvent } from 'react';
import { address as addressSchema } from '../../../server/src/kernel/contract';
import type { Address } from '../kernel/address-line';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useText } from '../kernel/text';
import { AddressFields, type AddressValues } from './AddressFields';
import { Banner } from './Banner';
import { Drawer } from './Drawer';
import { Stack } from './Type';

interface AddressesDrawerProps {
  addresses: readonly Address[];
  of: string;
  onSave: (addresses: Address[]) => Promise<unknown>;
  onClose: () => void;
}

interface Entry extends AddressValues {
  key: number;
}

const BLANK: AddressValues = { type: 'billing', street: '', postalCode: '', city: '', region: '', country: '' };

const isBlank = ({ street, postalCode, city, region, country }: AddressValues) => ![street, postalCode, city, region, country].some((part) => part.trim());

const asInput = ({ type, street, postalCode, city, region, country }: AddressValues) => ({
  type,
  street: street.trim() || undefined,
  postalCode: postalCode.trim() || undefined,
  city: city.trim() || undefined,
  region: region.trim() || undefined,
  country: country.trim().toUpperCase() || undefined,
});

export const AddressesDrawer = ({ addresses, of, onSave, onClose }: AddressesDrawerProps) => {
  const text = useText();
  const errorText = useErrorText();
  const formId = useId();
  const [entries, setEntries] = useState<readonly Entry[]>(() => (addresses.length > 0 ? addresses : [BLANK]).map((one, key) => ({ ...BLANK, ...one, key })));
  const [wrong, setWrong] = useState<ReadonlyMap<string, string>>(new Map());
  const [failure, setFailure] = useState<string>();
  const [isSaving, setIsSaving] = useState(false);

  const change = (key: number, values: Partial<AddressValues>) => {
    setEntries((before) => before.map((entry) => (entry.key === key ? { ...entry, ...values } : entry)));
    setWrong((before) => new Map([...before].filter(([place]) => !Object.keys(values).some((name) => place === `${key}.${name}`))));
  };

  const add = () => setEntries((before) => [...before, { ...BLANK, key: Math.max(-1, ...before.map(({ key }) => key)) + 1 }]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSaving) return;
    const parsed = entries.filter((entry) => !isBlank(entry)).map((entry) => ({ key: entry.key, ...addressSchema.safeParse(asInput(entry)) }));
    const faults = parsed.flatMap(({ key, error }) => (error?.issues ?? []).map(({ path, message }) => [`${key}.${path.join('.')}`, message] as const));
    setFailure(undefined);
    setWrong(new Map(faults));
    if (faults.length > 0) return;

    setIsSaving(true);
    try {
      await onSave(parsed.flatMap(({ data }) => data ?? []));
      onClose();
    } catch (thrown) {
      const error = toApiError(thrown);
      setFailure(error.fields[0]?.message ?? errorText(error));
      setIsSaving(false);
    }
  };

  return (
    <Drawer
      title={text('ui.addresses')}
      subtitle={of}
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
        <Stack $gap={6}>
          {failure && <Banner tone="danger">{failure}</Banner>}
          {entries.map((entry, index) => (
            <AddressFields
              key={entry.key}
              number={index + 1}
              values={entry}
              errorOf={(name) => wrong.get(`${entry.key}.${name}`)}
              onChange={(values) => change(entry.key, values)}
              onRemove={() => setEntries((before) => before.filter(({ key }) => key !== entry.key))}
            />
          ))}
          <div>
            <Button variant="tertiary" size="S" startIcon={<Plus />} onClick={add}>
              {text('ui.address.add')}
            </Button>
          </div>
        </Stack>
      </form>
    </Drawer>
  );
};
