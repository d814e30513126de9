export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

interface Wording {
  skip: string;
  nav: { journal: string; pricing: string; studio: string; contact: string; menu: string };
  article: { by: string; readIn: string; languageName: string; asideTitle: string; asideText: string; back: string };
  form: {
    submit: string;
    optional: string;
    choose: string;
    sending: string;
    required: string;
    summary: string;
    thanks: string;
    another: string;
    busy: string;
    offline: string;
    refused: string;
    retry: string;
    privacy: string;
    privacyLink: string;
    trap: string;
    unpublishedTitle: string;
    unpublished: string;
  };
  consent: { question: string; yes: string; no: string; again: string };
  footer: { claim: string; imprint: string; privacy: string };
}

export const wording: Record<Locale, Wording> = {
  en: {
    skip: 'Skip to content',
    nav: { journal: 'Journal', pricing: 'Pricing', studio: 'Studio', contact: 'Contact', menu: 'Main' },
    article: {
      by: 'By',
      readIn: 'Auf Deutsch lesen',
      languageName: 'English',
      asideTitle: 'Shall we talk it through?',
      asideText: 'Tell us where you are and what you would like to change. A real person answers within one working day.',
      back: 'All articles',
    },
    form: {
      submit: 'Send message',
      optional: 'optional',
      choose: 'Please choose',
      sending: 'Sending…',
      required: 'Fields without “optional” are required.',
      summary: 'Please have another look at these fields:',
      thanks: 'Thank you!',
      another: 'Write another message',
      busy: 'A lot of people are writing to us right now. Nothing you typed is lost; we will send it again in a moment.',
      offline: 'We could not reach our server. Nothing you typed is lost. Please check your connection and try again.',
      refused: 'Your message could not be sent. Nothing you typed is lost. Please try again, or call us on +49 40 555 01 70.',
      retry: 'Try again now',
      privacy: 'We use your details to answer you. More in our',
      privacyLink: 'privacy notice',
      trap: 'Please leave this field empty',
      unpublishedTitle: 'The form is not open yet',
      unpublished: 'The form is not published yet; publish it in the CRM’s Setup page.',
    },
    consent: {
      question: 'May we remember which pages you read? It shows us what is useful. Only we see it, and you can change your mind at any time.',
      yes: 'Yes, you may',
      no: 'No, thanks',
      again: 'Remembering pages',
    },
    footer: { claim: 'Websites and content platforms from Hamburg, since 2014.', imprint: 'Imprint', privacy: 'Privacy' },
  },
  de: {
    skip: 'Zum Inhalt springen',
    nav: { journal: 'Journal', pricing: 'Preise', studio: 'Studio', contact: 'Kontakt', menu: 'Hauptmenü' },
    article: {
      by: 'Von',
      readIn: 'Read in English',
      languageName: 'Deutsch',
      asideTitle: 'Sprechen wir darüber?',
      asideText: 'Schreiben Sie uns, wo Sie stehen und was sich ändern soll. Ein Mensch antwortet innerhalb eines Werktags.',
      back: 'Alle Artikel',
    },
    form: {
      submit: 'Nachricht senden',
      optional: 'freiwillig',
      choose: 'Bitte wählen',
      sending: 'Wird gesendet …',
      required: 'Felder ohne den Zusatz „freiwillig“ sind Pflichtfelder.',
      summary: 'Bitte sehen Sie sich diese Felder noch einmal an:',
      thanks: 'Vielen Dank!',
      another: 'Weitere Nachricht schreiben',
      busy: 'Gerade schreiben uns sehr viele Menschen. Ihre Eingaben bleiben erhalten; wir senden sie gleich noch einmal.',
      offline: 'Unser Server war nicht erreichbar. Ihre Eingaben bleiben erhalten. Bitte prüfen Sie die Verbindung und versuchen Sie es erneut.',
      refused: 'Die Nachricht konnte nicht gesendet werden. Ihre Eingaben bleiben erhalten. Bitte versuchen Sie es erneut oder rufen Sie uns an: +49 40 555 01 70.',
      retry: 'Jetzt erneut versuchen',
      privacy: 'Wir nutzen Ihre Angaben, um Ihnen zu antworten. Mehr dazu in unserer',
      privacyLink: 'Datenschutzerklärung',
      trap: 'Bitte dieses Feld leer lassen',
      unpublishedTitle: 'Das Formular ist noch nicht offen',
      unpublished: 'Das Formular ist noch nicht veröffentlicht; veröffentlichen Sie es im CRM unter Setup.',
    },
    consent: {
      question: 'Dürfen wir uns merken, welche Seiten Sie lesen? Das zeigt uns, was nützt. Nur wir sehen es, und Sie können es jederzeit ändern.',
      yes: 'Ja, gern',
      no: 'Nein, danke',
      again: 'Seiten merken',
    },
    footer: { claim: 'Websites und Content-Plattformen aus Hamburg, seit 2014.', imprint: 'Impressum', privacy: 'Datenschutz' },
  },
};

/** The form’s own labels are written once, in English, by its owner; the German pages show these instead. */
export const germanLabels: Record<string, string> = {
  firstName: 'Vorname',
  lastName: 'Nachname',
  email: 'E-Mail-Adresse',
  company: 'Unternehmen',
  phone: 'Telefon',
  message: 'Worum geht es?',
  marketing: 'Ja, schicken Sie mir etwa einmal im Quartal Neues aus dem Studio. Abmelden geht jederzeit.',
};
