import { styled } from 'styled-components';
import type { Form } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { CopyButton } from '../ui/CopyButton';
import { Property, PropertyList } from '../ui/PropertyList';
import { Cluster, Code, Muted, Stack } from '../ui/Type';
import { PurgeTests } from './PurgeTests';
import { absoluteUrl } from './snippets';
import { SnippetTabs } from './SnippetTabs';
import { TestRun } from './TestRun';

const Column = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 1.6rem;
  max-width: 96rem;
`;

export const ShareTab = ({ form, isDirty }: { form: Form; isDirty: boolean }) => {
  const text = useText();
  const address = absoluteUrl(form.submitUrl);

  return (
    <Column>
      <Card
        title={text('forms.share.address')}
        actions={<CopyButton text={address} label={text('forms.share.copy-url')} isLabelled />}
      >
        <PropertyList>
          <Property label={text('forms.share.url')} value={address}>
            <Code>{address}</Code>
          </Property>
          <Property label={text('forms.slug')} value={form.slug}>
            <Code>{form.slug}</Code>
          </Property>
          <Property
            label={text('forms.share.version')}
            value={
              form.state === 'published' && form.publishedVersion !== null
                ? text('forms.share.version-live', { version: form.publishedVersion })
                : text('forms.share.version-none')
            }
          />
          <Property label={text('forms.share.sites')} value={form.allowedOrigins.join(', ') || text('forms.share.any-site')} />
        </PropertyList>
      </Card>
      <Card title={text('forms.share.test')}>
        <Stack $gap={3}>
          <Muted as="p">{text('forms.share.test-words')}</Muted>
          <TestRun form={form} />
          <Cluster>
            <PurgeTests form={form} />
          </Cluster>
        </Stack>
      </Card>
      <Card title={text('forms.share.code')}>
        <Stack $gap={3}>
          <Muted as="p">{text('forms.share.code-words')}</Muted>
          {isDirty && <Banner tone="warning">{text('forms.share.unsaved')}</Banner>}
          {!isDirty && form.hasUnpublishedChanges && <Banner tone="warning">{text('forms.share.code-draft')}</Banner>}
          {form.settings.captcha !== 'none' && <Banner>{text('forms.share.captcha', { provider: text(`forms.captcha.${form.settings.captcha}`) })}</Banner>}
          {form.fields.some(({ type, showWhen }) => type === 'page-break' || showWhen) && <Muted as="p">{text('forms.share.logic')}</Muted>}
          <SnippetTabs form={form} />
        </Stack>
      </Card>
    </Column>
  );
};
