import { capabilitiesOf, failureOf, providerOptions } from '../../server/src/mail/transport';

const OURS = { settings: { defaultFrom: 'hello@site.test' } };

test.each([
  ['nodemailer', { headers: true, messageId: true, returnsId: true }],
  ['@strapi/provider-email-nodemailer', { headers: true, messageId: true, returnsId: true }],
  ['sendmail', { headers: true, messageId: true, returnsId: false }],
  ['sendgrid', { headers: true, messageId: false, returnsId: false }],
  ['mailgun', { headers: true, messageId: true, returnsId: false }],
  ['amazon-ses', { headers: false, messageId: false, returnsId: false }],
  ['some-provider', { headers: false, messageId: false, returnsId: false }],
  ['constructor', { headers: false, messageId: false, returnsId: false }],
])('%s can do what its source says (M13)', (provider, can) => {
  expect(capabilitiesOf({ provider, ...OURS }, true)).toMatchObject({ ...can, idempotency: false, batch: false, isConfigured: true });
});

test('Strapi’s default, and a plugin that is off, count as not configured', () => {
  expect(capabilitiesOf({ provider: 'sendmail', settings: { defaultFrom: 'Strapi <no-reply@strapi.io>' } }, true).isConfigured).toBe(false);
  expect(capabilitiesOf({ provider: 'sendmail' }, true).isConfigured).toBe(false);
  expect(capabilitiesOf({ provider: 'nodemailer', ...OURS }, false)).toMatchObject({ provider: '', isConfigured: false });
});

const LETTER = {
  from: { name: 'Lumen & Oak', address: 'hello@site.test' },
  to: { name: 'Lima, Ana', address: 'ana@example.com' },
  replyTo: null,
  subject: 'Hello',
  text: 'Hi',
  html: null,
  headers: { 'Auto-Submitted': 'auto-generated' },
  messageId: '<1@site.test>',
};

test('each provider gets what it takes, and nothing it does not know (M13, M14)', () => {
  expect(providerOptions('nodemailer', LETTER)).toEqual({
    from: { name: 'Lumen & Oak', address: 'hello@site.test' },
    to: { name: 'Lima, Ana', address: 'ana@example.com' },
    subject: 'Hello',
    text: 'Hi',
    headers: { 'Auto-Submitted': 'auto-generated' },
    messageId: '<1@site.test>',
  });
  expect(providerOptions('mailgun', LETTER)).toEqual({
    from: '"Lumen & Oak" <hello@site.test>',
    to: '"Lima Ana" <ana@example.com>',
    subject: 'Hello',
    text: 'Hi',
    'h:Auto-Submitted': 'auto-generated',
    'h:Message-Id': '<1@site.test>',
  });
  expect(providerOptions('amazon-ses', { ...LETTER, to: { name: 'Żak', address: 'zak@example.com' }, replyTo: 'lead@example.com' })).toEqual({
    from: '"Lumen & Oak" <hello@site.test>',
    to: 'zak@example.com',
    replyTo: 'lead@example.com',
    subject: 'Hello',
    text: 'Hi',
  });
});

const smtp = (change: object): Error => Object.assign(new Error('smtp'), change);

test.each([
  ['no connection', smtp({ code: 'ECONNREFUSED' }), 'not-sent'],
  ['no such host', smtp({ code: 'EDNS' }), 'not-sent'],
  ['a wrong password', smtp({ code: 'EAUTH', responseCode: 535 }), 'not-sent'],
  ['a connection that times out', smtp({ code: 'ETIMEDOUT', command: 'CONN' }), 'not-sent'],
  ['a mailbox that is busy', smtp({ code: 'EENVELOPE', responseCode: 450, command: 'RCPT TO' }), 'not-sent'],
  ['a mailbox that does not exist', smtp({ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }), 'refused'],
  ['content that is refused', smtp({ code: 'EMESSAGE', responseCode: 554, command: 'DATA' }), 'refused'],
  ['a connection that breaks after the text', smtp({ code: 'ECONNECTION', command: 'DATA' }), 'unclear'],
  ['a time-out after the text', smtp({ code: 'ETIMEDOUT', command: 'DATA' }), 'unclear'],
  ['HTTP 400', smtp({ code: 400 }), 'refused'],
  ['HTTP 401', smtp({ statusCode: 401 }), 'not-sent'],
  ['HTTP 429', smtp({ status: 429 }), 'not-sent'],
  ['HTTP 502', smtp({ status: 502 }), 'unclear'],
  ['no MX record', new Error('can not resolve Mx of <x.test>: ENOTFOUND'), 'not-sent'],
  ['anything else', new Error('boom'), 'unclear'],
  ['nothing at all', undefined, 'unclear'],
] as const)('%s is read as “%s” (M4)', (_what, error, failure) => {
  expect(failureOf(error)).toBe(failure);
});
