import type capture from './capture/en.json';
import type companies from './companies/en.json';
import type consents from './consents/en.json';
import type contacts from './contacts/en.json';
import type forms from './forms/en.json';
import type jobs from './jobs/en.json';
import type kernel from './kernel/en.json';
import type leads from './leads/en.json';
import type mail from './mail/en.json';
import type settings from './settings/en.json';
import type sources from './sources/en.json';
import type spam from './spam/en.json';
import type submissions from './submissions/en.json';
import type timeline from './timeline/en.json';
import type traffic from './traffic/en.json';
import type ui from './ui/en.json';
import type visits from './visits/en.json';

/** Every text of the admin. A key that is missing from the English files does not compile. */
export type TextId =
  | keyof typeof capture
  | keyof typeof companies
  | keyof typeof consents
  | keyof typeof contacts
  | keyof typeof forms
  | keyof typeof jobs
  | keyof typeof kernel
  | keyof typeof leads
  | keyof typeof mail
  | keyof typeof settings
  | keyof typeof sources
  | keyof typeof spam
  | keyof typeof submissions
  | keyof typeof timeline
  | keyof typeof traffic
  | keyof typeof ui
  | keyof typeof visits;

/** Strapi puts the messages of all plugins in one table, hence the prefix. Other locales fall back to English. */
export const collectTranslations = async (): Promise<Record<string, string>> => {
  const files = await Promise.all([
    import('./capture/en.json'),
    import('./companies/en.json'),
    import('./consents/en.json'),
    import('./contacts/en.json'),
    import('./forms/en.json'),
    import('./jobs/en.json'),
    import('./kernel/en.json'),
    import('./leads/en.json'),
    import('./mail/en.json'),
    import('./settings/en.json'),
    import('./sources/en.json'),
    import('./spam/en.json'),
    import('./submissions/en.json'),
    import('./timeline/en.json'),
    import('./traffic/en.json'),
    import('./ui/en.json'),
    import('./visits/en.json'),
  ]);
  return Object.fromEntries(
    files.flatMap((file) => Object.entries<string>(file.default).map(([key, text]) => [`crm.${key}`, text])),
  );
};
