import { styled, keyframes } from 'styled-components';
import type { SetupStatus } from '../../../server/src/capture/contract';
import { useText } from '../kernel/text';
import { surface } from '../ui/styles';
import { Muted, Small } from '../ui/Type';
import { BlockedOrigin } from './BlockedOrigin';
import { useAnnouncedArrivals } from './arrivals';
import { LiveSubmission } from './LiveSubmission';

const Surface = styled.section`
  ${surface}
`;

const pulse = keyframes`
  50% { opacity: 0.35; }
`;

const Head = styled.header`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: 0 1.2rem;
  align-items: center;
  padding: 1.6rem;

  ${Small} {
    grid-column: 2;
  }
`;

const Title = styled.h2`
  font-size: 1.6rem;
  line-height: 1.25;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Listening = styled.span`
  width: 1.2rem;
  height: 1.2rem;
  border-radius: 50%;
  background: ${({ theme }) => theme.colors.primary600};
  box-shadow: 0 0 0 3px ${({ theme }) => theme.colors.primary200};

  @media (prefers-reduced-motion: no-preference) {
    animation: ${pulse} 2s ease-in-out infinite;
  }
`;

const Nothing = styled(Muted)`
  display: block;
  padding: 1.2rem 1.6rem 1.6rem;
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  font-size: 1.4rem;
  line-height: 1.43;
`;

const Entries = styled.ol`
  margin: 0;
  padding: 0;
  list-style: none;

  > li {
    padding: 1.6rem;
    border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
`;

/** What arrives, seconds after it was sent, with what was checked and what it became. */
export const LivePanel = ({ status: { form, hasLead, hasSiteSubmission, recent, blockedOrigins } }: { status: SetupStatus }) => {
  const text = useText();
  useAnnouncedArrivals(recent, blockedOrigins);

  const title = () => {
    if (!hasLead) return text('capture.live.first-lead');
    return hasSiteSubmission ? text('capture.live.listening') : text('capture.live.first-site');
  };

  return (
    <Surface aria-label={text('capture.live.label')}>
      <Head>
        <Listening aria-hidden />
        <Title>{title()}</Title>
        <Small>{form ? text('capture.live.form', { form: form.name }) : text('capture.live.no-form')}</Small>
      </Head>
      {recent.length === 0 && blockedOrigins.length === 0 && <Nothing as="p">{text('capture.live.nothing')}</Nothing>}
      <Entries>
        {form &&
          blockedOrigins.map((blocked) => (
            <li key={blocked.origin}>
              <BlockedOrigin formId={form.id} blocked={blocked} isNext={hasLead} />
            </li>
          ))}
        {recent.map((submission) => (
          <li key={submission.id}>
            <LiveSubmission submission={submission} />
          </li>
        ))}
      </Entries>
    </Surface>
  );
};
