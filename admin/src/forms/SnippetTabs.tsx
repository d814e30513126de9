import { useState } from 'react';
import { useText } from '../kernel/text';
import { CodeBlock } from '../ui/CodeBlock';
import { Tabs, tabPanelProps } from '../ui/Tabs';
import { Stack } from '../ui/Type';
import { usePageWords } from './page-words';
import { LANGUAGES, snippetOf, type Language, type SnippetForm } from './snippets';

/** Names of languages are the same in every language. */
const NAMES: Record<Language, string> = { html: 'HTML', react: 'React', next: 'Next', curl: 'curl' };

export const SnippetTabs = ({ form }: { form: SnippetForm }) => {
  const text = useText();
  const words = usePageWords();
  const [language, setLanguage] = useState<Language>('html');
  const code = snippetOf(language, form, { ...words, send: text('forms.snippet.send'), failed: text('forms.snippet.failed') });

  return (
    <Stack $gap={2}>
      <Tabs
        name="snippet"
        label={text('forms.snippet.label')}
        tabs={LANGUAGES.map((id) => ({ id, label: NAMES[id] }))}
        active={language}
        onChange={setLanguage}
      />
      <div {...tabPanelProps('snippet', language)}>
        <CodeBlock code={code} label={text('forms.snippet.code', { language: NAMES[language] })} />
      </div>
    </Stack>
  );
};
