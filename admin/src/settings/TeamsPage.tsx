import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { settingsContract, type Team } from '../../../server/src/settings/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { PageBody, PageHeader } from '../ui/PageHeader';
import { DeleteTeamDialog } from './DeleteTeamDialog';
import { RolePresetsCard } from './RolePresetsCard';
import { TeamDrawer } from './TeamDrawer';
import { TeamList } from './TeamList';

const NEW = 'new';

/** The team in the drawer is part of the address: `?team=new`, `?team=<id>`. */
export const TeamsPage = () => {
  const text = useText();
  const { can } = useMe();
  const mayChange = can('settings.update');
  const [params, setParams] = useSearchParams();
  const [deleting, setDeleting] = useState<Team>();
  const teams = useEndpoint(settingsContract.endpoints.listTeams);

  const open = params.get('team');
  const opened = teams.data?.results.find(({ id }) => id === open);
  const openTeam = (id: string) => setParams({ team: id });
  const close = () => setParams({});

  return (
    <>
      <PageHeader
        title={text('settings.teams.title')}
        subtitle={text('settings.teams.subtitle')}
        actions={
          mayChange && (
            <Button size="S" startIcon={<Plus />} onClick={() => openTeam(NEW)}>
              {text('settings.teams.add')}
            </Button>
          )
        }
      />
      <PageBody>
        {!mayChange && <Banner>{text('settings.read-only')}</Banner>}
        <TeamList onAdd={() => openTeam(NEW)} onEdit={({ id }) => openTeam(id)} onDelete={setDeleting} />
        <RolePresetsCard />
      </PageBody>
      {mayChange && open === NEW && <TeamDrawer team={null} onClose={close} />}
      {mayChange && opened && <TeamDrawer key={opened.id} team={opened} onClose={close} />}
      {deleting && <DeleteTeamDialog team={deleting} onClose={() => setDeleting(undefined)} />}
    </>
  );
};
