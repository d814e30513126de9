import { useCallback, useEffect, useState } from 'react';
import { captureContract, type SetupStatus } from '../../../server/src/capture/contract';
import { useEndpoint } from '../kernel/api';
import { useText } from '../kernel/text';
import { LoadFailed } from '../ui/LoadFailed';
import { PageBody, PageHeader } from '../ui/PageHeader';
import { PageSkeleton } from '../ui/Skeleton';
import { CaptureStep } from './CaptureStep';
import { LivePanel } from './LivePanel';
import { SamplesStep } from './SamplesStep';
import { SettingsStep } from './SettingsStep';
import { isStepDone, STEPS, type StepId } from './setup';
import { SetupDone } from './SetupDone';
import { SetupLayout } from './SetupLayout';
import { SetupProgress } from './SetupProgress';
import { SetupStep } from './SetupStep';
import { TeamStep } from './TeamStep';

const LISTENING_MS = 2_000;
const LISTENING_HARD_MS = 1_000;
const LISTENS_HARD_FOR_MS = 10_000;

/** Asks every two seconds, and every second right after a test. */
const useLiveSetup = () => {
  const [sentAt, setSentAt] = useState(0);
  const setup = useEndpoint(captureContract.endpoints.setup, {}, { refetchInterval: sentAt ? LISTENING_HARD_MS : LISTENING_MS });

  useEffect(() => {
    if (!sentAt) return undefined;
    const timer = setTimeout(() => setSentAt(0), LISTENS_HARD_FOR_MS);
    return () => clearTimeout(timer);
  }, [sentAt]);

  return { setup, onSent: useCallback(() => setSentAt(Date.now()), []) };
};

export const SetupPage = () => {
  const { setup, onSent } = useLiveSetup();
  // A poll that fails once keeps what is shown; the next one is two seconds away.
  if (setup.data) return <Setup status={setup.data} onSent={onSent} />;
  if (setup.isError) return <LoadFailed error={setup.error} onRetry={() => void setup.refetch()} />;
  return <PageSkeleton />;
};

const Setup = ({ status, onSent }: { status: SetupStatus; onSent: () => void }) => {
  const text = useText();
  // Chosen once: a step that gets done must not fold itself away under the reader.
  const [open, setOpen] = useState<StepId | null>(() => STEPS.find((step) => !isStepDone(step, status)) ?? null);

  const contents = {
    capture: <CaptureStep status={status} onSent={onSent} />,
    team: <TeamStep status={status} />,
    settings: <SettingsStep />,
    samples: <SamplesStep status={status} />,
  };

  return (
    <>
      <PageHeader title={text('capture.setup.title')} actions={<SetupProgress status={status} />} />
      <PageBody>
        <SetupDone status={status} />
        <SetupLayout live={<LivePanel status={status} />}>
          {STEPS.map((step, index) => (
            <SetupStep
              key={step}
              number={index + 1}
              title={text(`capture.${step}.title`)}
              subtitle={text(`capture.${step}.subtitle`)}
              isDone={isStepDone(step, status)}
              isOpen={open === step}
              onToggle={() => setOpen(open === step ? null : step)}
            >
              {contents[step]}
            </SetupStep>
          ))}
        </SetupLayout>
      </PageBody>
    </>
  );
};
