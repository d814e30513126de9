import type { App } from './app';

export interface SentMail {
  from: unknown;
  to: unknown;
  replyTo?: string;
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
  messageId?: string;
}

/** What the provider does with the next mail; afterwards it takes mail again. */
type Mishap = 'refuses-before' | 'fails-after' | 'hangs-after' | Error;

export interface Mailer {
  /** What the provider took, oldest first. */
  readonly sent: SentMail[];
  next(mishap: Mishap): void;
  /** Lets everything that hangs fail, as a process that ends does. */
  release(): void;
  /** As another provider, such as `amazon-ses`; with its own options. */
  as(provider: string, send?: (options: SentMail) => Promise<unknown>): void;
}

/**
 * Stands in for the site's e-mail provider, behind Strapi's own plugin: it keeps what it is given. Call it once at the
 * top of a test file, after `bootCrm`.
 */
export const fakeMailer = (app: App): Mailer => {
  const sent: SentMail[] = [];
  let mishap: Mishap | undefined;
  let hanging: (() => void)[] = [];

  const send = async (options: SentMail): Promise<unknown> => {
    const happens = mishap;
    mishap = undefined;
    if (happens === 'refuses-before') throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:25'), { code: 'ECONNREFUSED', command: 'CONN' });
    if (happens instanceof Error) throw happens;
    sent.push(options);
    if (happens === 'fails-after') throw Object.assign(new Error('Connection closed unexpectedly'), { code: 'ECONNECTION', command: 'DATA' });
    if (happens === 'hangs-after') await new Promise<void>((_resolve, reject) => hanging.push(() => reject(new Error('The process ended'))));
    return { messageId: '<of-the-provider@mail.test>' };
  };

  const become = (provider: string, sending: (options: SentMail) => Promise<unknown>): void => {
    const email = app.strapi.plugin('email') as unknown as { provider: { send(options: SentMail): Promise<unknown> } };
    email.provider = { send: sending };
    app.strapi.config.set('plugin::email', { provider, providerOptions: {}, settings: { defaultFrom: 'Lumen & Oak <hello@site.test>' } });
  };

  beforeEach(() => {
    sent.length = 0;
    mishap = undefined;
    become('nodemailer', send);
  });
  const release = (): void => {
    for (const end of hanging) end();
    hanging = [];
  };
  afterEach(release);

  return {
    sent,
    next: (one) => void (mishap = one),
    release,
    as: (provider, sending = send) => become(provider, sending),
  };
};
