import { useIntl } from 'react-intl';
import { LIFECYCLE_STAGES, type Contact } from '../../../server/src/contacts/contract';
import { CompanyProperty } from '../companies/CompanyProperty';
import { languageName } from '../kernel/address-line';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { AddressesProperty } from '../ui/AddressesProperty';
import { Card } from '../ui/Card';
import { InlineEdit } from '../ui/InlineEdit';
import { InlineOwner, InlineSelect, InlineTags } from '../ui/InlinePickers';
import { Property, PropertyList } from '../ui/PropertyList';
import type { SaveContact } from './contact-saving';
import { PointsProperty } from './PointsProperty';

const CALLS = ['yes', 'no'] as const;

export const ContactAbout = ({ contact, save }: { contact: Contact; save: SaveContact }) => {
  const text = useText();
  const { plainDate } = useFormat();
  const { locale } = useIntl();
  const { can } = useMe();
  const isReadOnly = !can('contacts.update');
  const editable = (name: 'firstName' | 'lastName' | 'salutation' | 'jobTitle' | 'locale' | 'timezone' | 'birthday') => ({
    label: text(`contacts.field.${name}`),
    value: contact[name],
    onSave: (value: string | null) => save({ [name]: value }),
    isReadOnly,
  });

  return (
    <Card title={text('contacts.about')}>
      <PropertyList>
        <PointsProperty kind="emails" contact={contact} save={save} isReadOnly={isReadOnly} />
        <PointsProperty kind="phones" contact={contact} save={save} isReadOnly={isReadOnly} />
        <InlineEdit {...editable('firstName')} />
        <InlineEdit {...editable('lastName')} />
        <InlineEdit {...editable('jobTitle')} />
        <CompanyProperty label={text('contacts.company')} company={contact.company} onSave={(companyId) => save({ companyId })} isReadOnly={isReadOnly} />
        <InlineOwner label={text('contacts.owner')} owner={contact.owner} onSave={(ownerId) => save({ ownerId })} isReadOnly={isReadOnly} />
        <InlineSelect
          label={text('contacts.lifecycleStage')}
          value={contact.lifecycleStage}
          options={LIFECYCLE_STAGES.map((value) => ({ value, label: text(`contacts.lifecycleStage.${value}`) }))}
          onSave={(lifecycleStage) => save({ lifecycleStage })}
          isReadOnly={isReadOnly}
        />
        <InlineTags label={text('contacts.tags')} value={contact.tags} onSave={(tags) => save({ tags })} isReadOnly={isReadOnly} />
        <InlineEdit {...editable('locale')}>{contact.locale && languageName(contact.locale, locale)}</InlineEdit>
        <InlineEdit {...editable('timezone')} />
        <InlineEdit {...editable('salutation')} />
        <InlineEdit {...editable('birthday')} type="date">
          {contact.birthday && plainDate(contact.birthday)}
        </InlineEdit>
        <InlineSelect
          label={text('contacts.calls')}
          value={contact.doNotCall ? 'yes' : 'no'}
          options={CALLS.map((value) => ({ value, label: text(`contacts.doNotCall.${value}`) }))}
          onSave={(value) => save({ doNotCall: value === 'yes' })}
          isReadOnly={isReadOnly}
        />
        <AddressesProperty value={contact.addresses} of={contact.name} onSave={(addresses) => save({ addresses })} isReadOnly={isReadOnly} />
        <Property label={text('contacts.external-ids')} value={contact.externalIds}>
          {contact.externalIds.map(({ source, value }) => (
            <div key={`${source} ${value}`}>{text('contacts.external-id', { source, value })}</div>
          ))}
        </Property>
      </PropertyList>
    </Card>
  );
};
