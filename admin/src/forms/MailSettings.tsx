import { formSettings } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { SelectField, TextAreaField, TextField } from '../ui/Fields';
import { SwitchRow } from '../ui/SwitchRow';
import { TagInput } from '../ui/TagInput';
import { Code, Muted, Small, Stack } from '../ui/Type';
import type { FormDraft } from './form-draft';
import { Wrong } from './Wrong';

const MERGE_TAGS = ['{{firstName}}', '{{lastName}}', '{{name}}'] as const;

interface MailSettingsProps {
  draft: FormDraft;
  isReadOnly: boolean;
}

/** Mails that a submission causes: to the visitor for confirmation, to the team, and an answer. */
export const MailSettings = ({ draft, isReadOnly }: MailSettingsProps) => {
  const text = useText();
  const { values, setting, errorOf } = draft;
  const { optIn, notify, autoresponder, target } = values.settings;
  const asksForEmail = values.fields.some(({ type, mapTo }) => type === 'email' || mapTo === 'contact.email');
  const wrongAddress = notify.find((_, index) => errorOf(`settings.notify.${index}`));

  return (
    <>
      <Card title={text('forms.opt-in')}>
        <Stack $gap={3}>
          <SelectField
            label={text('forms.opt-in.label')}
            hint={text(`forms.opt-in.${optIn}.hint`)}
            disabled={isReadOnly}
            value={optIn}
            options={formSettings.shape.optIn.options.map((value) => ({ value, label: text(`forms.opt-in.${value}`) }))}
            onChange={(next) => setting({ optIn: next })}
          />
          {optIn !== 'none' && !asksForEmail && <Wrong role="status">{text('forms.mail.no-email')}</Wrong>}
        </Stack>
      </Card>
      <Card title={text('forms.notify')}>
        <Stack $gap={2}>
          <Muted as="p">{text(target === 'lead' ? 'forms.notify.words' : 'forms.notify.words-all')}</Muted>
          {isReadOnly ? (
            <p>{notify.join(', ') || text('forms.notify.nobody')}</p>
          ) : (
            <TagInput label={text('forms.notify.label')} placeholder={text('forms.notify.placeholder')} value={notify} onChange={(next) => setting({ notify: next })} />
          )}
          {wrongAddress !== undefined && <Wrong role="alert">{text('forms.notify.wrong', { address: wrongAddress })}</Wrong>}
          {errorOf('settings.notify') && <Wrong role="alert">{text('forms.notify.too-many')}</Wrong>}
        </Stack>
      </Card>
      <Card title={text('forms.answer')}>
        <Stack>
          <SwitchRow
            label={text('forms.answer.send')}
            description={text('forms.answer.hint')}
            isOn={autoresponder !== null}
            isDisabled={isReadOnly}
            onChange={(isOn) => setting({ autoresponder: isOn ? { subject: text('forms.answer.start-subject'), text: text('forms.answer.start-text', { tag: MERGE_TAGS[0] }) } : null })}
          />
          {autoresponder && (
            <>
              {!asksForEmail && <Wrong role="status">{text('forms.mail.no-email')}</Wrong>}
              <TextField
                label={text('forms.answer.subject')}
                error={errorOf('settings.autoresponder.subject')}
                isRequired
                disabled={isReadOnly}
                value={autoresponder.subject}
                onChange={(subject) => setting({ autoresponder: { ...autoresponder, subject } })}
              />
              <TextAreaField
                label={text('forms.answer.text')}
                error={errorOf('settings.autoresponder.text')}
                isRequired
                disabled={isReadOnly}
                value={autoresponder.text}
                onChange={(words) => setting({ autoresponder: { ...autoresponder, text: words } })}
              />
              <Small as="p">
                {text('forms.answer.tags')} <Code>{MERGE_TAGS.join(' ')}</Code>
              </Small>
            </>
          )}
        </Stack>
      </Card>
    </>
  );
};
