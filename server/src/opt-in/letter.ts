import type { OptInMode } from './contract';

export const LINK_DAYS = 7;

interface Letter {
  mode: OptInMode;
  /** Already fit to be shown to whoever owns the address. */
  name: string | null;
  formName: string;
}

const REQUEST: Record<OptInMode, string> = {
  marketing: 'Please confirm that this was you, and that you want to hear from us:',
  submission: 'Please confirm that this was you. Only then will we read it:',
};

/** Says what happened and what to do, and nothing else: this mail may reach somebody who never heard of the site. */
export const confirmationMail = ({ mode, name, formName }: Letter) => {
  const words = (link: string): string =>
    [
      name ? `Hello ${name},` : 'Hello,',
      `somebody filled in the form “${formName}” with this e-mail address. ${REQUEST[mode]}`,
      link,
      `The link works for ${LINK_DAYS} days. If this was not you, do nothing, and nothing will happen.`,
    ].join('\n\n') + '\n';
  return { subject: 'Please confirm your e-mail address', words };
};
