import { Button } from '@strapi/design-system';
import { formSettings, type Form } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Cluster } from '../ui/Type';
import { isSame, valuesOfForm, type FormDraft, type FormValues } from './form-draft';

const PARTS = ['name', 'slug', 'fields', 'thankYou', 'redirectUrl', 'allowedOrigins', 'settings'] as const;
const SETTINGS = formSettings.keyof().options;

/** Shows what the other person saved where it differs from mine, and lets one of the two win. */
export const StaleForm = ({ theirs, draft }: { theirs: Form; draft: FormDraft }) => {
  const text = useText();
  const saved = valuesOfForm(theirs);
  const parts = PARTS.filter((part) => !isSame(saved[part], draft.values[part]));

  const valueOf = (part: keyof FormValues): string => {
    if (part === 'fields') return saved.fields.map(({ label }) => label).join(', ');
    if (part === 'settings') {
      const changed = SETTINGS.filter((name) => !isSame(saved.settings[name], draft.values.settings[name]));
      return changed.map((name) => text(`forms.setting.${name}`)).join(', ');
    }
    if (part === 'allowedOrigins') return saved.allowedOrigins.join(', ') || text('forms.stale.none');
    return saved[part] || text('forms.stale.none');
  };

  return (
    <Banner
      tone="warning"
      title={text('forms.stale.title')}
      actions={
        <Cluster>
          <Button size="S" variant="tertiary" onClick={draft.takeTheirs}>
            {text('forms.stale.theirs')}
          </Button>
          <Button size="S" variant="secondary" loading={draft.isSaving} onClick={() => void draft.saveOverTheirs()}>
            {text('forms.stale.mine')}
          </Button>
        </Cluster>
      }
    >
      <p>{text('forms.stale.words')}</p>
      <ul>
        {parts.map((part) => (
          <li key={part}>{text(`forms.stale.${part}`, { value: valueOf(part) })}</li>
        ))}
        {parts.length === 0 && <li>{text('forms.stale.nothing')}</li>}
      </ul>
    </Banner>
  );
};
