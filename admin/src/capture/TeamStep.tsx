import { styled } from 'styled-components';
import type { SetupStatus } from '../../../server/src/capture/contract';
import { settingsContract } from '../../../server/src/settings/contract';
import { useEndpoint } from '../kernel/api';
import { useText } from '../kernel/text';
import { TextLink } from '../ui/Links';
import { LoadFailed } from '../ui/LoadFailed';
import { LinesSkeleton } from '../ui/Skeleton';
import { Cluster } from '../ui/Type';
import { RolePreset } from './RolePreset';
import { SetupTask } from './SetupTask';

const Presets = styled.ul`
  margin: 0;
  padding: 0;
  list-style: none;
`;

export const TeamStep = ({ status }: { status: SetupStatus }) => {
  const text = useText();
  const presets = useEndpoint(settingsContract.endpoints.listPresets);

  return (
    <>
      <SetupTask title={text('capture.roles.title')} words={text('capture.roles.words')} isDone={status.hasRolePreset}>
        {presets.isPending && <LinesSkeleton />}
        {presets.isError && <LoadFailed isInside error={presets.error} onRetry={() => void presets.refetch()} />}
        {presets.data && (
          <Presets>
            {presets.data.results.map((preset) => (
              <RolePreset key={preset.preset} preset={preset} />
            ))}
          </Presets>
        )}
      </SetupTask>
      <SetupTask title={text('capture.teams.title')} words={text('capture.teams.words')} isDone={status.hasTeam}>
        <Cluster $gap={4}>
          <TextLink to="/settings/crm/teams">{text('capture.teams.link')}</TextLink>
          <TextLink to="/settings/users">{text('capture.teams.invite')}</TextLink>
        </Cluster>
      </SetupTask>
    </>
  );
};
