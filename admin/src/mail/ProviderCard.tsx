import { Check, Minus } from '@strapi/icons';
import { styled } from 'styled-components';
import type { MailCapabilities } from '../../../server/src/mail/contract';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { toneColor } from '../ui/styles';
import { Muted, Stack, Strong } from '../ui/Type';

const ABILITIES = ['headers', 'messageId', 'returnsId', 'idempotency', 'batch'] as const;

const Line = styled.li<{ $can: boolean }>`
  display: grid;
  grid-template-columns: 2rem minmax(0, 1fr);
  gap: 0.8rem;
  font-size: 1.4rem;
  line-height: 1.43;

  > svg {
    width: 1.6rem;
    height: 1.6rem;
    color: ${({ theme, $can }) => ($can ? toneColor(theme, 'success') : theme.colors.neutral500)};
  }
`;

/** What mail can do here, so that nobody plans what the provider has no means for. */
export const ProviderCard = ({ capabilities }: { capabilities: MailCapabilities }) => {
  const text = useText();
  return (
    <Card title={text('mail.provider')}>
      <Stack $gap={3}>
        <Muted>{capabilities.provider ? text(capabilities.isConfigured ? 'mail.provider.name' : 'mail.provider.default', { name: capabilities.provider }) : text('mail.provider.none')}</Muted>
        <Stack as="ul" $gap={2}>
          {ABILITIES.map((ability) => {
            const can = capabilities[ability];
            return (
              <Line key={ability} $can={can}>
                {can ? <Check aria-hidden /> : <Minus aria-hidden />}
                <span>
                  <Strong>{text(can ? 'mail.provider.yes' : 'mail.provider.no')}</Strong> <span>{text(`mail.provider.${ability}`)}</span>
                </span>
              </Line>
            );
          })}
        </Stack>
      </Stack>
    </Card>
  );
};
