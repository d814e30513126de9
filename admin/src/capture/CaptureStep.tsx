import { LinkButton } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import type { SetupStatus } from '../../../server/src/capture/contract';
import { SnippetTabs } from '../forms/SnippetTabs';
import { TestRun } from '../forms/TestRun';
import { crmPath } from '../kernel/feature';
import { useText } from '../kernel/text';
import { TextLink } from '../ui/Links';
import { SetupTask } from './SetupTask';

export const CaptureStep = ({ status, onSent }: { status: SetupStatus; onSent: () => void }) => {
  const text = useText();
  const { form, hasLead, hasSiteSubmission } = status;

  if (!form)
    return (
      <SetupTask title={text('capture.form.none')} words={text('capture.form.none-words')}>
        <div>
          <LinkButton tag={Link} to={crmPath('forms')} size="S">
            {text('capture.form.create')}
          </LinkButton>
        </div>
      </SetupTask>
    );

  const isPublic = form.state === 'published';
  return (
    <>
      <SetupTask
        title={text('capture.test.title')}
        words={text(isPublic ? 'capture.test.words-public' : 'capture.test.words', { form: form.name })}
        isDone={hasLead}
      >
        <TestRun form={form} isPrimary={!hasLead} onSent={onSent} />
      </SetupTask>
      <SetupTask title={text('forms.share.code')} words={text('forms.share.code-words')} isDone={hasSiteSubmission}>
        <SnippetTabs form={form} />
        <TextLink to={crmPath(`forms/${form.id}`)} style={{ alignSelf: 'flex-start' }}>
          {text('capture.form.edit', { form: form.name })}
        </TextLink>
      </SetupTask>
    </>
  );
};
