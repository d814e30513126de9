import { Button } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useState } from 'react';
import { styled } from 'styled-components';
import { captureContract, type SetupStatus } from '../../../server/src/capture/contract';
import { formsContract } from '../../../server/src/forms/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useFormat } from '../kernel/format';
import { useAnnounce } from '../kernel/LiveRegion';
import { useMe } from '../kernel/me';
import { Text, useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { toneColor } from '../ui/styles';
import { Code, Muted, Small, Stack, Strong } from '../ui/Type';

const { allowOrigin, setup } = captureContract.endpoints;
const { getForm, listForms } = formsContract.endpoints;

const Row = styled.div`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr) auto;
  gap: 0.4rem 1.2rem;
  align-items: start;
  font-size: 1.4rem;
  line-height: 1.43;

  > svg {
    width: 1.6rem;
    height: 1.6rem;
    margin-top: 0.2rem;
    color: ${({ theme }) => toneColor(theme, 'danger')};
  }

  > ${Stack} {
    grid-column: 2 / -1;
    align-items: flex-start;
  }
`;

interface BlockedOriginProps {
  formId: string;
  blocked: SetupStatus['blockedOrigins'][number];
  /** The next thing to do, so its button is the filled one. */
  isNext: boolean;
}

/** A browser stopped somebody's site. The fix is one click, because it always is the same one. */
export const BlockedOrigin = ({ formId, blocked: { origin, count, lastAt }, isNext }: BlockedOriginProps) => {
  const text = useText();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const { time } = useFormat();
  const { can } = useMe();
  const [failure, setFailure] = useState<string>();
  const allow = useEndpointMutation(allowOrigin, {
    invalidates: [setup, listForms],
    onSuccess: (form, { params }, cache) => cache.write(getForm, { params }, form),
  });

  const onAllow = async () => {
    setFailure(undefined);
    try {
      await allow.mutateAsync({ params: { id: formId }, body: { origin } });
      announce(text('capture.blocked.allowed', { origin }));
    } catch (thrown) {
      setFailure(errorText(toApiError(thrown)));
    }
  };

  return (
    <Row>
      <WarningCircle aria-hidden />
      <Strong>{text('capture.blocked.title')}</Strong>
      <Small>{time(lastAt)}</Small>
      <Stack $gap={2}>
        <p>
          <Text id="capture.blocked.words" values={{ count, origin: <Code>{origin}</Code> }} />
        </p>
        {can('forms.publish') ? (
          <Button size="S" variant={isNext ? 'default' : 'secondary'} loading={allow.isPending} onClick={() => void onAllow()}>
            {text('capture.blocked.allow')}
          </Button>
        ) : (
          <Muted>{text('capture.blocked.not-allowed')}</Muted>
        )}
        {failure && <Banner tone="danger">{failure}</Banner>}
      </Stack>
    </Row>
  );
};
