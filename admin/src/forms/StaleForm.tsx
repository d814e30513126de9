import { Button } from '@strapi/design-system';
import type { Form } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Cluster } from '../ui/Type';
import { valuesOfForm, type FormDraft, type FormValues } from './form-draft';

const PARTS = ['name', 'slug', 'fields', 'thankYou', 'redirectUrl', 'allowedOrigins'] as const;

const isDifferent = (part: keyof FormValues, one: FormValues, other: FormValues) => JSON.stringify(one[part]) !== JSON.stringify(other[part]);

/** Shows what the other person saved where it differs from mine, and lets one of the two win. */
export const StaleForm = ({ theirs, draft }: { theirs: Form; draft: FormDraft }) => {
  const text = useText();
  const saved = valuesOfForm(theirs);
  const parts = PARTS.filter((part) => isDifferent(part, saved, draft.values));

  const valueOf = (part: keyof FormValues): string => {
    if (part === 'fields') return saved.fields.map(({ label }) => label).join(', ');
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
