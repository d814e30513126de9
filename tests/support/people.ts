import { randomFrom, type Random } from './random';

export interface Person {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  jobTitle: string;
  locale: string;
  timezone: string;
  /** What they would write into a contact form. */
  message: string;
  company: Business;
}

export interface Business {
  name: string;
  domain: string;
  industry: string;
  employees: number;
  phone: string;
  address: { type: 'billing'; street: string; postalCode: string; city: string; country: string };
}

/** A made-up person and their employer. Without a seed the next one in order, so that a test gets different people. */
export const aPerson = (seed: number | string = nextSeed()): Person => {
  const random = randomFrom(seed);
  const place = random.pick(PLACES);
  const [firstName, lastName] = [random.pick(place.firstNames), random.pick(place.lastNames)];
  const company = businessIn(place, random);
  return {
    firstName,
    lastName,
    // The number keeps two people of one name apart.
    email: `${inAscii(firstName)}.${inAscii(lastName)}${random.between(1, 99_999)}@${company.domain}`,
    phone: place.phone(random),
    jobTitle: random.pick(JOB_TITLES),
    locale: place.locale,
    timezone: place.timezone,
    message: random.pick(MESSAGES).replace('{company}', company.name).replace('{city}', company.address.city),
    company,
  };
};

export const aBusiness = (seed: number | string = nextSeed()): Business => {
  const random = randomFrom(seed);
  return businessIn(random.pick(PLACES), random);
};

let seeds = 0;
const nextSeed = (): number => {
  seeds += 1;
  return seeds;
};

const businessIn = (place: Place, random: Random): Business => {
  const founder = random.pick(place.lastNames);
  const trade = random.pick(TRADES);
  const [city, postalCode] = random.pick(place.cities);
  return {
    name: `${founder} ${trade.name} ${place.legalForm}`,
    domain: `${inAscii(founder)}-${inAscii(trade.name)}-${random.between(10, 9999)}.example`,
    industry: trade.industry,
    employees: random.pick([3, 8, 14, 25, 48, 90, 160, 420, 1200]),
    phone: place.phone(random),
    address: { type: 'billing', street: place.street(random), postalCode, city, country: place.country },
  };
};

const inAscii = (text: string): string =>
  text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase().replace(/ß/g, 'ss').replace(/ł/g, 'l').replace(/ø/g, 'o').replace(/[^a-z0-9]+/g, '-');

interface Place {
  country: string;
  locale: string;
  timezone: string;
  legalForm: string;
  firstNames: readonly string[];
  lastNames: readonly string[];
  cities: readonly (readonly [city: string, postalCode: string])[];
  street(random: Random): string;
  /** Numbers of the right shape; most countries keep no range for fiction. */
  phone(random: Random): string;
}

const digits = (random: Random, count: number): string => Array.from({ length: count }, () => random.between(0, 9)).join('');

const PLACES: readonly Place[] = [
  {
    country: 'DE', locale: 'de', timezone: 'Europe/Berlin', legalForm: 'GmbH',
    firstNames: ['Anna', 'Jonas', 'Leonie', 'Matthias', 'Svenja', 'Uwe', 'Katrin', 'Jürgen'],
    lastNames: ['Müller', 'Schäfer', 'Weiß', 'Hoffmann', 'Krüger', 'Vogel', 'Brandt', 'Lindner'],
    cities: [['Berlin', '10115'], ['Leipzig', '04109'], ['Freiburg', '79098'], ['Bremen', '28195']],
    street: (random) => `${random.pick(['Lindenstraße', 'Am Markt', 'Bahnhofstraße'])} ${random.between(1, 140)}`,
    phone: (random) => `+4930${digits(random, 7).replace(/^0/, '2')}`,
  },
  {
    country: 'FR', locale: 'fr', timezone: 'Europe/Paris', legalForm: 'SARL',
    firstNames: ['Chloé', 'Étienne', 'Margaux', 'Benoît', 'Amélie', 'François', 'Inès'],
    lastNames: ['Lefèvre', 'Moreau', 'Girard', 'Dupont', 'Faure', 'Mercier'],
    cities: [['Lyon', '69002'], ['Nantes', '44000'], ['Bordeaux', '33000']],
    street: (random) => `${random.between(1, 90)} rue ${random.pick(['Victor Hugo', 'de la République', 'des Lilas'])}`,
    phone: (random) => `+331${digits(random, 8).replace(/^0/, '4')}`,
  },
  {
    country: 'PL', locale: 'pl', timezone: 'Europe/Warsaw', legalForm: 'sp. z o.o.',
    firstNames: ['Zofia', 'Paweł', 'Agnieszka', 'Łukasz', 'Małgorzata', 'Tomasz'],
    lastNames: ['Nowak', 'Wiśniewska', 'Kowalczyk', 'Zieliński', 'Wójcik'],
    cities: [['Kraków', '31-004'], ['Wrocław', '50-069'], ['Gdańsk', '80-830']],
    street: (random) => `ul. ${random.pick(['Długa', 'Polna', 'Słoneczna'])} ${random.between(1, 80)}`,
    phone: (random) => `+4822${digits(random, 7).replace(/^0/, '6')}`,
  },
  {
    country: 'IE', locale: 'en', timezone: 'Europe/Dublin', legalForm: 'Ltd',
    firstNames: ['Niamh', 'Seán', 'Aoife', 'Conor', 'Grace', 'Oisín'],
    lastNames: ["O'Brien", 'Murphy', 'Ní Dhomhnaill', 'Byrne', 'Kavanagh'],
    cities: [['Dublin', 'D02 X285'], ['Cork', 'T12 W8KP'], ['Galway', 'H91 E2K3']],
    street: (random) => `${random.between(1, 120)} ${random.pick(['Quay Street', 'Harbour Row', 'Church Lane'])}`,
    phone: (random) => `+3531${digits(random, 7).replace(/^0/, '6')}`,
  },
  {
    country: 'NL', locale: 'nl', timezone: 'Europe/Amsterdam', legalForm: 'BV',
    firstNames: ['Sanne', 'Daan', 'Femke', 'Thijs', 'Lotte', 'Ruben'],
    lastNames: ['van der Berg', 'de Vries', 'Jansen', 'van Dijk', 'Bakker'],
    cities: [['Utrecht', '3511 AB'], ['Rotterdam', '3011 AD'], ['Groningen', '9712 CP']],
    street: (random) => `${random.pick(['Kerkstraat', 'Molenweg', 'Nieuwe Gracht'])} ${random.between(1, 200)}`,
    phone: (random) => `+3120${digits(random, 7).replace(/^0/, '5')}`,
  },
  {
    country: 'ES', locale: 'es', timezone: 'Europe/Madrid', legalForm: 'S.L.',
    firstNames: ['Lucía', 'Íñigo', 'Carmen', 'Javier', 'Nuria', 'Álvaro'],
    lastNames: ['García López', 'Fernández', 'Ibáñez', 'Muñoz', 'Serrano'],
    cities: [['Valencia', '46001'], ['Sevilla', '41001'], ['Bilbao', '48001']],
    street: (random) => `Calle ${random.pick(['Mayor', 'del Prado', 'Nueva'])} ${random.between(1, 90)}`,
    phone: (random) => `+3491${digits(random, 7).replace(/^0/, '5')}`,
  },
];

const TRADES = [
  { name: 'Interiors', industry: 'Design' },
  { name: 'Logistics', industry: 'Transport' },
  { name: 'Bakery', industry: 'Food' },
  { name: 'Studio', industry: 'Media' },
  { name: 'Solar', industry: 'Energy' },
  { name: 'Precision', industry: 'Manufacturing' },
  { name: 'Care', industry: 'Health' },
  { name: 'Travel', industry: 'Tourism' },
] as const;

const JOB_TITLES = ['Managing Director', 'Head of Marketing', 'Office Manager', 'Product Owner', 'Purchasing', 'Founder', 'IT Lead', 'Project Manager'] as const;

const MESSAGES = [
  'We are looking for a new website for {company}. Could you send us an offer?',
  'Do you also work with companies in {city}? We would like to start in spring.',
  'Our current shop is slow and hard to edit. What would a move cost, roughly?',
  'I read your article about accessible forms. Can we talk next week?',
  'We need help with a relaunch: about forty pages, two languages.',
  'Please call me back about your maintenance plans.',
  'How long does a project like ours usually take? We have a trade fair in June.',
  'A colleague recommended you. Is somebody free for a short call?',
] as const;
