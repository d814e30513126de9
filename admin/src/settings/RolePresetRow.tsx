import { Button } from '@strapi/design-system';
import { useId, useState } from 'react';
import { styled } from 'styled-components';
import type { z } from 'zod';
import { settingsContract, type presetStatus } from '../../../server/src/settings/contract';
import { useEndpointMutation } from '../kernel/api';
import { useErrorText } from '../kernel/api-error';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Chip } from '../ui/Chip';
import { LinkLikeButton, TextLink } from '../ui/Links';
import { Property, PropertyList } from '../ui/PropertyList';
import { Cluster, Muted, Strong } from '../ui/Type';
import { useUndo } from '../ui/UndoBar';
import { usePermissionWords } from './permission-words';

type Preset = z.infer<typeof presetStatus>;

const { endpoints } = settingsContract;

const Row = styled.li`
  display: flex;
  flex-direction: column;
  gap: 0.4rem;
  padding: 1.2rem 0;
  font-size: 1.4rem;
  line-height: 1.43;
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Head = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.8rem 1.6rem;

  > :first-child {
    flex: 1 1 20rem;
    min-width: 0;
  }
`;

export const RolePresetRow = ({ preset: { preset, name, description, roleId, permissions } }: { preset: Preset }) => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const { can } = useMe();
  const detailsId = useId();
  const [isShown, setIsShown] = useState(false);
  const areasOf = usePermissionWords();
  const create = useEndpointMutation(endpoints.createPreset, {
    invalidates: [endpoints.listPresets],
    onSuccess: (role) => tell({ message: text('settings.roles.told', { name: role.name }) }),
  });

  return (
    <Row>
      <Head>
        <div>
          <Strong>{name}</Strong>
          <div>
            <Muted>{description}</Muted>
          </div>
        </div>
        {roleId === null ? (
          can('settings.update') && (
            <Button
              size="S"
              variant="secondary"
              aria-label={text('settings.roles.create-one', { name })}
              loading={create.isPending}
              onClick={() => create.mutate({ body: { preset } })}
            >
              {text('settings.roles.create')}
            </Button>
          )
        ) : (
          <Cluster $gap={3}>
            <Chip tone="success">{text('settings.roles.created')}</Chip>
            <TextLink to={`/settings/roles/${roleId}`} aria-label={text('settings.roles.open-one', { name })}>
              {text('settings.roles.open')}
            </TextLink>
          </Cluster>
        )}
      </Head>
      {create.isError && <Banner tone="danger">{errorText(create.error)}</Banner>}
      <div>
        <LinkLikeButton aria-expanded={isShown} aria-controls={detailsId} onClick={() => setIsShown(!isShown)}>
          {text(isShown ? 'settings.roles.hide' : 'settings.roles.show')}
        </LinkLikeButton>
        <div id={detailsId} hidden={!isShown}>
          <PropertyList>
            {areasOf(permissions).map((area) => (
              <Property key={area.name} label={area.name} value={area.words} />
            ))}
          </PropertyList>
        </div>
      </div>
    </Row>
  );
};
