import { Button } from '@strapi/design-system';
import { useId } from 'react';
import { SOURCE_TRIGGERS, type SiteType, type Source } from '../../../server/src/sources/contract';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Drawer } from '../ui/Drawer';
import { SelectField, TextField } from '../ui/Fields';
import { SwitchRow } from '../ui/SwitchRow';
import { Stack } from '../ui/Type';
import { AttributeMap } from './AttributeMap';
import { ExistingEntries } from './ExistingEntries';
import { SourceState } from './source-columns';
import { SourceCondition } from './SourceCondition';
import { useSourceDraft } from './source-draft';

interface SourceDrawerProps {
  /** Null makes a new one. */
  source: Source | null;
  types: readonly SiteType[];
  onClose: () => void;
}

export const SourceDrawer = ({ source, types, onClose }: SourceDrawerProps) => {
  const text = useText();
  const { can } = useMe();
  const formId = useId();
  const draft = useSourceDraft(source, onClose);
  const { values, set, errorOf } = draft;
  const type = types.find(({ uid }) => uid === values.uid);
  const isLocked = !can('sources.update') || source?.isFromCode === true;

  return (
    <Drawer
      title={source ? source.name : text('sources.new')}
      subtitle={source && <SourceState source={source} />}
      width={640}
      onClose={onClose}
      footer={
        !isLocked && (
          <>
            <Button type="submit" form={formId} loading={draft.isSaving} disabled={!type || (source !== null && !draft.isDirty)}>
              {text(source ? 'ui.save' : 'sources.create')}
            </Button>
            <Button variant="tertiary" onClick={onClose}>
              {text('ui.cancel')}
            </Button>
          </>
        )
      }
    >
      <Stack $gap={6}>
        {draft.failure && <Banner tone="danger">{draft.failure}</Banner>}
        {source?.lastError && <Banner tone="danger" title={text('sources.last-error')}>{source.lastError}</Banner>}
        {source?.isFromCode && <Banner>{text('sources.from-code-words')}</Banner>}
        <form
          id={formId}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void draft.save();
          }}
        >
          <Stack $gap={5}>
            <SelectField
              isRequired
              label={text('sources.type')}
              hint={text('sources.type-hint')}
              placeholder={text('sources.type-placeholder')}
              error={errorOf('uid')}
              options={types.map(({ uid, name }) => ({ value: uid, label: name }))}
              value={values.uid || null}
              onChange={(uid) => draft.chooseType(types.find((one) => one.uid === uid)!)}
              disabled={source !== null}
            />
            {type && (
              <>
                <TextField isRequired label={text('sources.name')} error={errorOf('name')} value={values.name} onChange={(name) => set('name', name)} disabled={isLocked} />
                <SelectField
                  label={text('sources.trigger')}
                  error={errorOf('trigger')}
                  options={SOURCE_TRIGGERS.filter((trigger) => trigger !== 'published' || type.hasDraftAndPublish).map((trigger) => ({ value: trigger, label: text(`sources.trigger.${trigger}`) }))}
                  value={values.trigger}
                  onChange={draft.setTrigger}
                  disabled={isLocked}
                />
                {values.trigger === 'updated' && (
                  <SelectField
                    isRequired
                    label={text('sources.watched')}
                    hint={text('sources.watched-hint')}
                    error={errorOf('watched')}
                    options={type.attributes.map(({ name }) => ({ value: name, label: name }))}
                    value={values.watched}
                    onChange={(watched) => set('watched', watched)}
                    disabled={isLocked}
                  />
                )}
                <AttributeMap type={type} fields={values.fields} error={errorOf('fields')} onMap={draft.mapAttribute} isLocked={isLocked} />
                <SourceCondition type={type} condition={values.condition} onChange={(condition) => set('condition', condition)} isLocked={isLocked} />
                <SelectField
                  label={text('sources.target')}
                  options={(['lead', 'contact'] as const).map((target) => ({ value: target, label: text(`sources.target.${target}`) }))}
                  value={values.target}
                  onChange={(target) => set('target', target)}
                  disabled={isLocked}
                />
                <SwitchRow label={text('sources.strict')} description={text('sources.strict-hint')} isOn={values.isStrict} onChange={(isStrict) => set('isStrict', isStrict)} isDisabled={isLocked} />
                <SwitchRow label={text('sources.on')} description={text('sources.on-hint')} isOn={values.isOn} onChange={(isOn) => set('isOn', isOn)} isDisabled={isLocked} />
              </>
            )}
          </Stack>
        </form>
        {source && type && <ExistingEntries source={source} />}
      </Stack>
    </Drawer>
  );
};
