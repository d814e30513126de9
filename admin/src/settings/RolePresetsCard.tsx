import type { ReactNode } from 'react';
import { settingsContract } from '../../../server/src/settings/contract';
import { useEndpoint } from '../kernel/api';
import { Text, useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { TextLink } from '../ui/Links';
import { LoadFailed } from '../ui/LoadFailed';
import { LinesSkeleton } from '../ui/Skeleton';
import { Muted, Stack } from '../ui/Type';
import { RolePresetRow } from './RolePresetRow';

const usersLink = (words: ReactNode[]) => <TextLink to="/settings/users">{words}</TextLink>;

export const RolePresetsCard = () => {
  const text = useText();
  const presets = useEndpoint(settingsContract.endpoints.listPresets);

  const content = () => {
    if (presets.data)
      return (
        <ul>
          {presets.data.results.map((one) => (
            <RolePresetRow key={one.preset} preset={one} />
          ))}
        </ul>
      );
    if (presets.isError) return <LoadFailed isInside error={presets.error} onRetry={() => void presets.refetch()} />;
    return <LinesSkeleton lines={8} />;
  };

  return (
    <Card title={text('settings.roles.title')}>
      <Stack $gap={4}>
        <Muted>
          <Text id="settings.roles.words" values={{ link: usersLink }} />
        </Muted>
        {content()}
      </Stack>
    </Card>
  );
};
