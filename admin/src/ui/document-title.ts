import { useEffect } from 'react';
import { useText } from '../kernel/text';

/** Names the browser tab. */
export const useDocumentTitle = (title: string) => {
  const text = useText();
  useEffect(() => {
    document.title = text('ui.document-title', { title });
  }, [title, text]);
};
