import { styled } from 'styled-components';
import { CopyButton } from './CopyButton';
import { focusRing } from './styles';

const Frame = styled.div`
  position: relative;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral100};
`;

const Pre = styled.pre`
  ${focusRing}
  overflow: auto;
  max-height: 36rem;
  margin: 0;
  padding: 1.2rem 5.6rem 1.2rem 1.6rem;
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  font-size: 1.2rem;
  line-height: 1.6;
  tab-size: 2;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Corner = styled.div`
  position: absolute;
  top: 0.4rem;
  right: 0.4rem;
`;

/** `label` names the region that scrolls, for screen readers. */
export const CodeBlock = ({ code, label }: { code: string; label: string }) => (
  <Frame>
    <Pre tabIndex={0} role="region" aria-label={label}>
      <code>{code}</code>
    </Pre>
    <Corner>
      <CopyButton text={code} />
    </Corner>
  </Frame>
);
