import type { SetupStatus } from '../../../server/src/capture/contract';
import { crmPath } from '../kernel/feature';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { TextLink } from '../ui/Links';
import { isComplete } from './setup';

export const SetupDone = ({ status }: { status: SetupStatus }) => {
  const text = useText();
  if (!isComplete(status)) return null;
  return (
    <Banner
      tone="success"
      title={text('capture.setup.complete')}
      actions={<TextLink to={crmPath('leads')}>{text('capture.setup.to-leads')}</TextLink>}
    >
      {text('capture.setup.complete-words')}
    </Banner>
  );
};
