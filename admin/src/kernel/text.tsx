import { useCallback, type ReactNode } from 'react';
import { FormattedMessage, useIntl, type PrimitiveType } from 'react-intl';
import type { TextId } from '../translations';

export type TextValues = Record<string, PrimitiveType>;

/** `text('leads.title')`: the only way a component gets words. */
export const useText = () => {
  const { formatMessage } = useIntl();
  return useCallback((id: TextId, values?: TextValues): string => formatMessage({ id: `crm.${id}` }, values), [formatMessage]);
};

/** For ids that come from the server (error codes, kinds of activity): undefined where no text exists. */
export const useTextIfKnown = () => {
  const { formatMessage, messages } = useIntl();
  return useCallback(
    (id: string, values?: TextValues): string | undefined =>
      messages[`crm.${id}`] === undefined ? undefined : formatMessage({ id: `crm.${id}` }, values),
    [formatMessage, messages],
  );
};

interface TextProps {
  id: TextId;
  values?: Record<string, ReactNode | ((chunks: ReactNode[]) => ReactNode)>;
}

/** For a sentence with links or bold words in it: `<link>…</link>` in the text, `link: (words) => …` in the values. */
export const Text = ({ id, values }: TextProps) => <FormattedMessage id={`crm.${id}`} values={values} />;
