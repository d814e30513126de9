import { useSearchParams } from 'react-router-dom';
import { styled } from 'styled-components';
import type { Form } from '../../../server/src/forms/contract';
import { crmPath } from '../kernel/feature';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { useBackToList } from '../kernel/url-state';
import { Banner } from '../ui/Banner';
import { PageBody, PageHeader } from '../ui/PageHeader';
import { pagePadding } from '../ui/styles';
import { LinkTabs } from '../ui/Tabs';
import { BuildTab } from './BuildTab';
import { useFormDraft } from './form-draft';
import { FormActions } from './FormActions';
import { FormProblems } from './FormProblems';
import { FormStateChip } from './FormStateChip';
import { FormStatus } from './FormStatus';
import { SettingsTab } from './SettingsTab';
import { ShareTab } from './ShareTab';
import { StaleForm } from './StaleForm';
import { UnsavedGuard } from './UnsavedGuard';

const TABS = ['build', 'share', 'settings'] as const;

const TabSlot = styled.div`
  ${pagePadding}
  margin-bottom: 1.6rem;
`;

export const FormEditor = ({ form }: { form: Form }) => {
  const text = useText();
  const { can } = useMe();
  const [params] = useSearchParams();
  const backTo = useBackToList(crmPath('forms'));
  const draft = useFormDraft(form);
  const isReadOnly = !can('forms.update');
  const active = TABS.find((tab) => tab === params.get('tab')) ?? 'build';

  return (
    <>
      <PageHeader
        title={draft.values.name || form.name}
        chip={<FormStateChip form={form} />}
        subtitle={<FormStatus form={form} draft={draft} />}
        back={{ to: backTo, label: text('forms.title') }}
        actions={<FormActions form={form} draft={draft} />}
      />
      <TabSlot>
        <LinkTabs
          label={text('forms.tabs')}
          tabs={TABS.map((tab) => ({ to: `?tab=${tab}`, label: text(`forms.tab.${tab}`), isActive: tab === active }))}
        />
      </TabSlot>
      <PageBody>
        {draft.failure && <Banner tone="danger">{draft.failure}</Banner>}
        {draft.theirs && <StaleForm theirs={draft.theirs} draft={draft} />}
        {active === 'build' && <BuildTab form={form} draft={draft} isReadOnly={isReadOnly} />}
        {active === 'share' && <ShareTab form={form} isDirty={draft.isDirty} />}
        {active === 'settings' && <SettingsTab form={form} draft={draft} isReadOnly={isReadOnly} />}
        {!isReadOnly && <FormProblems draft={draft} />}
      </PageBody>
      <UnsavedGuard isDirty={draft.isDirty} />
    </>
  );
};
