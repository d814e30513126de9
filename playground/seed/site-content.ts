export const authors = [
  {
    name: 'Lena Brandt',
    email: 'lena@nordlicht.example',
    jobTitle: 'founder and project lead',
    bio: 'Lena founded the studio in 2014 after ten years at a publishing house. She writes about money, planning and saying no.',
  },
  {
    name: 'Mira Osterloh',
    email: 'mira@nordlicht.example',
    jobTitle: 'designer and developer',
    bio: 'Mira designs in the browser and measures on a four-year-old phone, preferably underground.',
  },
];

export const categories = [
  { name: 'Budget', slug: 'budget' },
  { name: 'Design', slug: 'design' },
  { name: 'Performance', slug: 'performance' },
];

export const products = [
  {
    name: 'Website check',
    sku: 'NL-CHECK',
    price: 490,
    currency: 'EUR',
    billing: 'once',
    isStartingPrice: false,
    summary: 'Half a day with your current site, and a report you can act on without us.',
    includes: 'Speed on a mid-range phone\nAccessibility against WCAG 2.2 AA\nTen findings, ordered by effect\nOne hour to talk it through',
    position: 1,
  },
  {
    name: 'Starter site',
    sku: 'NL-START',
    price: 4800,
    currency: 'EUR',
    billing: 'once',
    isStartingPrice: false,
    summary: 'Up to eight pages for a company that has none worth keeping.',
    includes: 'Workshop and copywriting\nDesign on your real content\nContact form with follow-up\nOnline in six weeks',
    position: 2,
  },
  {
    name: 'Content platform',
    sku: 'NL-PLATFORM',
    price: 14500,
    currency: 'EUR',
    billing: 'once',
    isStartingPrice: true,
    summary: 'For teams that publish every week, in more than one language.',
    includes: 'Content model with your editors\nStrapi, set up and documented\nMove of your existing content\nTraining for five people',
    position: 3,
  },
  {
    name: 'Care plan',
    sku: 'NL-CARE',
    price: 190,
    currency: 'EUR',
    billing: 'monthly',
    isStartingPrice: false,
    summary: 'We look after the site so that you can look after your customers.',
    includes: 'Updates within two working days\nTwo hours of changes\nMonthly numbers in plain words\nCancel any month',
    position: 4,
  },
];

export const pages = [
  {
    title: 'Studio',
    slug: 'studio',
    body: `Nordlicht Studio is six people on the third floor of an old coffee warehouse in Hamburg’s Speicherstadt. We have built websites since 2014, never more than three at a time.

## How we work

You talk to the people who do the work. There is no account manager between you and us, and no project that starts before both sides can say in one sentence what should be different afterwards.

- **Fixed prices.** You find them on the [pricing page](/site/pricing).
- **Words first.** A design without real text is decoration.
- **Small pages.** If it does not load on the U3 between Baumwall and Rödingsmarkt, it is not finished.
- **No lock-in.** Code, content and domain belong to you from the first day.

## Who we are

**Lena Brandt** leads projects and founded the studio. **Jonas Petersen** looks after new enquiries and every customer with a care plan. **Mira Osterloh** designs and builds. With them work Tarek (development), Imke (copy) and Ole (operations, and the coffee machine).

## Where to find us

Kehrwieder 8, third floor, 20457 Hamburg. Ring twice, the bell is as old as the house. Or [write to us first](/site/contact).`,
  },
  {
    title: 'Imprint',
    slug: 'imprint',
    body: `Nordlicht Studio GmbH is an invented company for a software demo. All people, addresses and numbers on this site are made up.

## Provider

Nordlicht Studio GmbH, Kehrwieder 8, 20457 Hamburg, Germany

Managing director: Lena Brandt

Phone: +49 40 555 01 70, e-mail: moin@nordlicht.example

## Register

Amtsgericht Hamburg, HRB 000000, VAT ID DE000000000`,
  },
  {
    title: 'Privacy',
    slug: 'privacy',
    body: `We collect as little as we can and keep it as short as we may. This page says what happens with your details when you write to us.

## When you send the contact form

We store what you typed, the page you were on, the page you came from, and the time. We use it to answer you and, if you become a customer, to work for you. The legal basis is Art. 6 (1) (b) GDPR.

## When you tick the news box

We send you a letter about four times a year. You can unsubscribe in every letter, or by writing to moin@nordlicht.example. The box is never required and never ticked for you. The legal basis is your consent, Art. 6 (1) (a) GDPR.

## When you let us remember pages

Only after your yes we keep, under a random number in your browser, which pages of this site you read, for at most 25 months. Write to us and we know what you read before. You can take your yes back at the foot of each page. The legal basis is your consent, Art. 6 (1) (a) GDPR.

## What we do not do

- No advertising cookies, no tracking without your yes, no fonts or scripts from other servers
- No sale and no rental of addresses
- No storage outside the European Union

## Your rights

You may ask what we know about you, have it corrected or deleted, and take it with you. One e-mail is enough; a person answers.`,
  },
];

export const articles = [
  {
    author: 'lena@nordlicht.example',
    category: 'budget',
    publishedOn: '2026-01-20',
    en: {
      title: 'What a small company’s website really costs',
      slug: 'what-a-website-really-costs',
      summary: 'Quotes for the same website run from 900 to 60,000 euros. Here is where the money goes, with the numbers of our last twelve projects.',
      body: `When a joinery in Bergedorf asked four agencies for a new website last spring, the quotes came in at 900, 4,200, 11,000 and 38,000 euros. The owner showed them to us and asked the fair question: what is the difference?

We opened our own books for the answer. These are the hours of twelve projects from the last two years, all of them small companies with five to eighty people.

## Where the hours go

- **Finding out what to say: 22 %.** Workshops, interviews, sorting what exists
- **Writing: 18 %.** Nearly always underestimated, nearly always the reason a launch slips
- **Design: 19 %.** Including the rounds you did not plan for
- **Building: 24 %.** The part most quotes talk about
- **Moving old content, testing, launch: 17 %.** The part most quotes leave out

The cheap offer left out the first two lines and the last one. The owner would have done that work in the evenings, or nobody would.

## What makes it expensive

Three things double a budget, and none of them is design. The first is **deciding in a committee**: every additional person with a veto costs about eight per cent. The second is **connecting other systems**, such as a booking tool or a stock list. The third is **languages**, because the second one touches every template and every process.

> A website is cheap to build and expensive to leave alone. Plan the second year before you sign the first invoice.

## A rule of thumb

Take what one good customer is worth to you in a year. If a website brings three more of them, it may cost as much as one of them. For the joinery that was about 9,000 euros. We built it for 4,800, and they put the rest into photographs, which was the better idea.

Our own numbers are on the [pricing page](/site/pricing), with nothing behind an asterisk.`,
    },
    de: {
      title: 'Was die Website eines kleinen Unternehmens wirklich kostet',
      slug: 'was-eine-website-wirklich-kostet',
      summary: 'Angebote für dieselbe Website reichen von 900 bis 60.000 Euro. Wohin das Geld fließt, mit den Zahlen unserer letzten zwölf Projekte.',
      body: `Als eine Tischlerei aus Bergedorf im vergangenen Frühjahr vier Agenturen nach einer neuen Website fragte, lagen die Angebote bei 900, 4.200, 11.000 und 38.000 Euro. Der Inhaber legte sie uns auf den Tisch und stellte die berechtigte Frage: Worin liegt der Unterschied?

Für die Antwort haben wir unsere eigenen Bücher aufgeschlagen. Hier sind die Stunden aus zwölf Projekten der letzten zwei Jahre, alle für Unternehmen mit fünf bis achtzig Leuten.

## Wohin die Stunden gehen

- **Herausfinden, was zu sagen ist: 22 %.** Workshops, Gespräche, Sichten des Bestands
- **Schreiben: 18 %.** Fast immer unterschätzt und fast immer der Grund, warum sich ein Start verschiebt
- **Gestaltung: 19 %.** Einschließlich der Runden, die niemand eingeplant hatte
- **Umsetzung: 24 %.** Der Teil, von dem die meisten Angebote handeln
- **Umzug der Inhalte, Tests, Start: 17 %.** Der Teil, den die meisten Angebote auslassen

Das günstige Angebot ließ die ersten beiden Zeilen und die letzte weg. Diese Arbeit hätte der Inhaber abends gemacht, oder niemand.

## Was es teuer macht

Drei Dinge verdoppeln ein Budget, und keines davon ist die Gestaltung. Das erste ist **Entscheiden im Gremium**: Jede weitere Person mit Vetorecht kostet rund acht Prozent. Das zweite ist **der Anschluss anderer Systeme**, etwa einer Buchung oder eines Lagers. Das dritte sind **Sprachen**, denn die zweite berührt jede Vorlage und jeden Ablauf.

> Eine Website ist günstig zu bauen und teuer zu vergessen. Planen Sie das zweite Jahr, bevor Sie die erste Rechnung unterschreiben.

## Eine Faustregel

Nehmen Sie, was ein guter Kunde Ihnen im Jahr wert ist. Bringt die Website drei weitere, darf sie so viel kosten wie einer davon. Für die Tischlerei waren das etwa 9.000 Euro. Gebaut haben wir sie für 4.800, und der Rest floss in Fotos, was die bessere Idee war.

Unsere eigenen Zahlen stehen auf der [Preisseite](/site/pricing), ohne Sternchen.`,
    },
  },
  {
    author: 'mira@nordlicht.example',
    category: 'design',
    publishedOn: '2025-12-09',
    en: {
      title: 'Your contact form is your front desk',
      slug: 'your-contact-form-is-your-front-desk',
      summary: 'We wrote to 40 companies through their own forms. Eleven messages vanished. What we learned about fields, errors and the hours after “send”.',
      body: `In October we wrote to forty companies in Hamburg through the forms on their websites, each time with a real question. Nineteen answered within a day. Ten took up to a week. Eleven never answered, and when we called, nine of them had never seen the message.

Nobody would run a front desk like that. Most of the fixes take an afternoon.

## Ask for less

The median form had nine fields. Every one of them had a reason once: a mailing list that no longer exists, a sales region that was merged. Ask yourself what you do **differently** when the field is filled. If the answer is nothing, it goes.

We keep name, e-mail, company, phone and one large box. Only name and e-mail are required, and the phone number says that it is optional.

## Say what is wrong, where it is wrong

- Put the message next to the field and take the cursor there
- Keep everything that was typed, always
- Write “Please add the part after the @”, not “Invalid input”
- Never rely on red alone

## Work without script

Two in a hundred visits on our customers’ sites run without JavaScript: a blocked file, a dying connection in a lift, an old tablet in a workshop. A form that posts plain HTML reaches you anyway. The comfortable version is added on top.

## The hours after “send”

> The form is not finished when it sends. It is finished when a named person has the message and the sender knows it.

The nine lost messages had one thing in common: they went to an address that everybody read, so nobody did. Store each message where the whole team sees it, give it an owner, and measure the time to the first answer. That number tells you more about next year’s revenue than your visitor statistics.`,
    },
    de: {
      title: 'Ihr Kontaktformular ist Ihr Empfang',
      slug: 'ihr-kontaktformular-ist-ihr-empfang',
      summary: 'Wir haben 40 Unternehmen über ihr eigenes Formular geschrieben. Elf Nachrichten verschwanden. Was wir über Felder, Fehler und die Stunden nach dem Absenden gelernt haben.',
      body: `Im Oktober haben wir vierzig Hamburger Unternehmen über die Formulare auf ihren Websites geschrieben, jedes Mal mit einer echten Frage. Neunzehn antworteten innerhalb eines Tages. Zehn brauchten bis zu einer Woche. Elf antworteten nie, und als wir anriefen, hatten neun von ihnen die Nachricht nie gesehen.

So würde niemand einen Empfang führen. Die meisten Abhilfen brauchen einen Nachmittag.

## Fragen Sie weniger

Das mittlere Formular hatte neun Felder. Jedes davon hatte einmal einen Grund: ein Verteiler, den es nicht mehr gibt, ein Vertriebsgebiet, das längst zusammengelegt wurde. Fragen Sie sich, was Sie **anders** machen, wenn das Feld ausgefüllt ist. Lautet die Antwort „nichts“, kann es weg.

Wir behalten Name, E-Mail, Unternehmen, Telefon und ein großes Feld. Pflicht sind nur Name und E-Mail, und am Telefon steht, dass es freiwillig ist.

## Sagen Sie, was fehlt, und zwar dort, wo es fehlt

- Die Meldung steht neben dem Feld, und der Cursor steht darin
- Alles Getippte bleibt erhalten, immer
- „Bitte ergänzen Sie den Teil nach dem @“ statt „Ungültige Eingabe“
- Nie nur mit Rot arbeiten

## Es geht auch ohne Skript

Zwei von hundert Besuchen bei unseren Kunden laufen ohne JavaScript: eine blockierte Datei, ein Funkloch im Aufzug, ein altes Tablet in der Werkstatt. Ein Formular, das einfaches HTML sendet, erreicht Sie trotzdem. Der Komfort kommt obendrauf.

## Die Stunden danach

> Ein Formular ist nicht fertig, wenn es sendet. Es ist fertig, wenn ein Mensch mit Namen die Nachricht hat und der Absender das weiß.

Die neun verlorenen Nachrichten hatten eines gemeinsam: Sie gingen an eine Adresse, die alle lasen, also niemand. Legen Sie jede Nachricht dort ab, wo das ganze Team sie sieht, geben Sie ihr eine zuständige Person und messen Sie die Zeit bis zur ersten Antwort. Diese Zahl sagt mehr über den Umsatz des nächsten Jahres als Ihre Besucherstatistik.`,
    },
  },
  {
    author: 'lena@nordlicht.example',
    category: 'design',
    publishedOn: '2025-10-28',
    en: {
      title: 'How Elbwind Harbour Tours moved 1,400 pages in nine weeks',
      slug: 'elbwind-harbour-tours',
      summary: 'A family firm with three barges, two languages and fourteen years of content. What we moved, what we threw away, and what broke on launch day.',
      body: `Elbwind runs three barges from the Landungsbrücken and had one website from 2011, with 1,400 pages. Most of them were past departures. Frauke Thomsen, who runs the office, could change a timetable in about twenty minutes, if nobody called.

## Week one: count

We exported everything and sorted it with Frauke at a long table. Of 1,400 pages, 1,120 were past departures, 160 were news from before 2019, and 120 were worth keeping. That afternoon made the project a third cheaper.

## Weeks two to four: the content model

A tour is not a page. It is a boat, a pier, a length, a price and a list of departures. Once that was clear, a change of timetable became one field instead of eleven pages. We built the model in Strapi with Frauke in the room, and she named the fields. She still calls a sold-out departure “full boat”, and so does the system.

## Weeks five to eight: pages and people

1. Two templates, tour and pier, on real content
2. German and English side by side, with the missing translations in view
3. An enquiry form on every tour that knows which tour it is on
4. Two mornings of training, the second one without us talking

## What broke

The redirect of one old brochure address, printed on 20,000 leaflets. It took us forty minutes to notice and two to repair. We now ask for leaflets in week one.

> Before, a booking request sat in somebody’s inbox until Monday. Now it has an owner before the visitor has closed the tab. – Frauke Thomsen

Enquiries for charter trips rose from eleven to twenty-six a month. Some of that was a good summer. The answer time, from two days to fifty minutes, was not.`,
    },
  },
  {
    author: 'mira@nordlicht.example',
    category: 'performance',
    publishedOn: '2025-09-16',
    en: {
      title: 'Fast enough for the U3',
      slug: 'fast-enough-for-the-u3',
      summary: 'Between Baumwall and Rödingsmarkt the train leaves the tunnel for ninety seconds. Our performance budget is what loads in that time.',
      body: `The U3 leaves its tunnel at Baumwall, crosses the harbour on a viaduct and dives again after Rödingsmarkt. For ninety seconds everybody on board has a view and a connection, and half of the carriage looks at a phone. That is our test track.

## The budget

- **200 kB** for a first visit, everything included
- **One second** to readable text on a four-year-old phone
- **No layout shift** after that second
- **Zero requests** to servers that are not ours

It is deliberately not a score. A score can be argued with; a page that is still white at Rödingsmarkt can’t.

## What we left out

Web fonts were the first to go. A good system serif costs nothing and appears at once. The second was the picture slider: on eight customers’ sites, under one per cent of visitors ever saw the second picture. The third was the consent banner. Without trackers there is nothing to consent to.

## What we kept

Real photographs, in modern formats and in the size in which they are shown. A little motion where it explains something. And the contact form, which works before its script has arrived and gets more comfortable afterwards.

> Speed is a form of politeness. It says that we know you have other things to do.

If you want to know how your own site does on the viaduct, the [website check](/site/pricing) includes the ride.`,
    },
    de: undefined,
  },
];
