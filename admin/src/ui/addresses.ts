/** Both are made of what visitors typed: nothing but the one address gets through. */
export const mailAddress = (email: string): string => `mailto:${encodeURIComponent(email.trim()).replace('%40', '@')}`;

/** People write numbers with dots, brackets and words; a phone dials digits. */
export const phoneAddress = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, '')}`;
