import { Button, IconButton } from '@strapi/design-system';
import { Check, Duplicate } from '@strapi/icons';
import { useEffect, useState } from 'react';
import { useAnnounce } from '../kernel/LiveRegion';
import { useText } from '../kernel/text';

const CONFIRMED_MS = 2_000;

interface CopyButtonProps {
  text: string;
  label?: string;
  /** Shows the label beside the icon. */
  isLabelled?: boolean;
}

const copy = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers only offer the clipboard on https and localhost.
    return false;
  }
};

export const CopyButton = ({ text: content, label, isLabelled = false }: CopyButtonProps) => {
  const text = useText();
  const announce = useAnnounce();
  const [isCopied, setIsCopied] = useState(false);
  const name = label ?? text('ui.copy');

  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const onClick = async () => {
    const isDone = await copy(content);
    setIsCopied(isDone);
    announce(isDone ? text('ui.copied') : text('ui.copy-failed'), isDone ? 'polite' : 'assertive');
  };

  const icon = isCopied ? <Check /> : <Duplicate />;
  if (!isLabelled)
    return (
      <IconButton label={isCopied ? text('ui.copied') : name} size="S" variant="tertiary" onClick={() => void onClick()}>
        {icon}
      </IconButton>
    );
  return (
    <Button variant="tertiary" size="S" startIcon={icon} onClick={() => void onClick()}>
      {isCopied ? text('ui.copied') : name}
    </Button>
  );
};
