import { Button } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { useId, useState } from 'react';
import { styled } from 'styled-components';
import type { z } from 'zod';
import { captureContract } from '../../../server/src/capture/contract';
import { settingsContract, type presetStatus } from '../../../server/src/settings/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useAnnounce } from '../kernel/LiveRegion';
import { useText } from '../kernel/text';
import { LinkLikeButton, TextLink } from '../ui/Links';
import { toneColor } from '../ui/styles';
import { Cluster, Muted, Small, Strong } from '../ui/Type';
import { groupPermissions } from './preset-permissions';

const { listPresets, createPreset } = settingsContract.endpoints;

const Row = styled.li`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 0.4rem 1.6rem;
  align-items: center;
  padding: 1.2rem 0;
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Below = styled.div`
  grid-column: 1 / -1;
`;

const Rights = styled.dl`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: 0.2rem 1.2rem;
  margin: 0.4rem 0 0;
  font-size: 1.2rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral600};

  dt {
    font-weight: 600;
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;

const Made = styled.span`
  display: inline-flex;
  align-items: center;
  gap: 0.6rem;

  svg {
    width: 1.2rem;
    height: 1.2rem;
    color: ${({ theme }) => toneColor(theme, 'success')};
  }
`;

const Wrong = styled.p`
  font-size: 1.2rem;
  color: ${({ theme }) => toneColor(theme, 'danger')};
`;

export const RolePreset = ({ preset }: { preset: z.infer<typeof presetStatus> }) => {
  const text = useText();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const rightsId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { name, description, roleId, permissions } = preset;
  const create = useEndpointMutation(createPreset, { invalidates: [listPresets, captureContract.endpoints.setup] });

  const make = async () => {
    setFailure(undefined);
    try {
      await create.mutateAsync({ body: { preset: preset.preset } });
      announce(text('capture.roles.announced', { name }));
    } catch (thrown) {
      setFailure(errorText(toApiError(thrown)));
    }
  };

  return (
    <Row>
      <div>
        <Strong as="p">{name}</Strong>
        <Muted as="p">{description}</Muted>
      </div>
      {roleId === null ? (
        <Button size="S" variant="tertiary" loading={create.isPending} aria-label={text('capture.roles.create-one', { name })} onClick={() => void make()}>
          {text('capture.roles.create')}
        </Button>
      ) : (
        <Cluster>
          <Made>
            <Check aria-hidden />
            <Small>{text('capture.roles.created')}</Small>
          </Made>
          <TextLink to={`/settings/roles/${roleId}`} aria-label={text('capture.roles.open-one', { name })}>
            {text('capture.roles.open')}
          </TextLink>
        </Cluster>
      )}
      <Below>
        <LinkLikeButton aria-expanded={isOpen} aria-controls={rightsId} onClick={() => setIsOpen(!isOpen)}>
          {text(isOpen ? 'capture.roles.hide' : 'capture.roles.show', { count: permissions.length })}
        </LinkLikeButton>
        <div id={rightsId} hidden={!isOpen}>
          <Rights>
            {groupPermissions(permissions).map(({ title, verbs }) => (
              <RightsLine key={title} title={title} verbs={verbs} />
            ))}
          </Rights>
        </div>
        {failure && <Wrong role="alert">{failure}</Wrong>}
      </Below>
    </Row>
  );
};

const RightsLine = ({ title, verbs }: { title: string; verbs: string }) => (
  <>
    <dt>{title}</dt>
    <dd>{verbs}</dd>
  </>
);
