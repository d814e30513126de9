import type { Lead } from '../../../server/src/leads/contract';
import { ApiError } from '../kernel/api-error';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { readMoney, typedMoney } from '../kernel/money-text';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { InlineEdit } from '../ui/InlineEdit';
import { InlineOwner, InlineTags } from '../ui/InlinePickers';
import { Property, PropertyList } from '../ui/PropertyList';
import { RelativeTime } from '../ui/RelativeTime';
import type { SaveLead } from './lead-saving';

interface LeadPropertiesProps {
  lead: Lead;
  save: SaveLead;
  /** Somebody is at a field, so nothing must change under their hands. */
  onEditing: (isEditing: boolean) => void;
}

export const LeadProperties = ({ lead, save, onEditing }: LeadPropertiesProps) => {
  const text = useText();
  const { money } = useFormat();
  const { can, settings } = useMe();
  const isReadOnly = !can('leads.update');

  const saveAmount = async (typed: string | null) => {
    if (typed === null) return save({ amountHint: null });
    const amountHint = readMoney(typed, lead.amountHint?.currency ?? settings.currency);
    if (!amountHint) throw new ApiError(text('leads.amount.wrong'), { status: 400 });
    return save({ amountHint });
  };

  const field = (name: 'firstName' | 'lastName' | 'email' | 'phone' | 'jobTitle' | 'companyName') => ({
    label: text(`leads.field.${name}`),
    value: lead[name],
    onSave: (value: string | null) => save({ [name]: value }),
    isReadOnly,
  });

  return (
    <Card title={text('leads.about')}>
      <div onFocus={() => onEditing(true)} onBlur={() => onEditing(false)}>
        <PropertyList>
          <InlineOwner label={text('leads.owner')} owner={lead.owner} onSave={(ownerId) => save({ ownerId })} isReadOnly={isReadOnly} />
          <InlineEdit {...field('firstName')} />
          <InlineEdit {...field('lastName')} />
          <InlineEdit {...field('email')} type="email" />
          <InlineEdit {...field('phone')} type="tel" />
          <InlineEdit {...field('jobTitle')} />
          <InlineEdit {...field('companyName')} />
          <InlineEdit
            label={text('leads.field.amountHint')}
            value={lead.amountHint && typedMoney(lead.amountHint)}
            onSave={saveAmount}
            isReadOnly={isReadOnly}
          >
            {lead.amountHint && money(lead.amountHint)}
          </InlineEdit>
          <InlineTags label={text('leads.field.tags')} value={lead.tags} onSave={(tags) => save({ tags })} isReadOnly={isReadOnly} />
          <Property label={text('leads.source')} value={lead.form?.name ?? text(`leads.source.${lead.source}`)} />
          <Property label={text('leads.created')} value={lead.createdAt}>
            <RelativeTime at={lead.createdAt} />
          </Property>
          <Property label={text('leads.recycled')} value={lead.recycleCount || null} />
        </PropertyList>
      </div>
    </Card>
  );
};
