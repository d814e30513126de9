import { Button } from '@strapi/design-system';
import { useIsMobile } from '@strapi/strapi/admin';
import { Pencil, Plus, Trash } from '@strapi/icons';
import { settingsContract, type Team } from '../../../server/src/settings/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { DataCards } from '../ui/DataCards';
import { DataTable, type Column } from '../ui/DataTable';
import { EmptyState } from '../ui/EmptyState';
import { RowLink } from '../ui/Links';
import { LoadFailed } from '../ui/LoadFailed';
import { MoreMenu } from '../ui/MoreMenu';
import { RowsSkeleton } from '../ui/Skeleton';
import { Strong } from '../ui/Type';
import { MemberAvatars } from './MemberAvatars';

interface TeamListProps {
  onAdd: () => void;
  onEdit: (team: Team) => void;
  onDelete: (team: Team) => void;
}

const useTeamColumns = ({ onEdit, onDelete }: Pick<TeamListProps, 'onEdit' | 'onDelete'>): readonly Column<Team>[] => {
  const text = useText();
  const { can } = useMe();
  const mayChange = can('settings.update');
  const columns: Column<Team>[] = [
    {
      id: 'name',
      header: text('settings.teams.name'),
      card: 'title',
      cell: ({ id, name }) => (mayChange ? <RowLink to={`?team=${id}`}>{name}</RowLink> : <Strong>{name}</Strong>),
    },
    { id: 'members', header: text('settings.teams.members'), card: 'line', cell: ({ members }) => <MemberAvatars members={members} /> },
  ];
  if (mayChange)
    columns.push({
      id: 'actions',
      header: text('settings.teams.actions'),
      card: 'aside',
      width: '1%',
      cell: (team) => (
        <MoreMenu
          label={text('settings.teams.more', { name: team.name })}
          actions={[
            { label: text('settings.teams.edit'), icon: <Pencil />, onSelect: () => onEdit(team) },
            { label: text('settings.teams.delete'), icon: <Trash />, isDanger: true, onSelect: () => onDelete(team) },
          ]}
        />
      ),
    });
  return columns;
};

export const TeamList = ({ onAdd, onEdit, onDelete }: TeamListProps) => {
  const text = useText();
  const { can } = useMe();
  const isMobile = useIsMobile();
  const teams = useEndpoint(settingsContract.endpoints.listTeams);
  const columns = useTeamColumns({ onEdit, onDelete });

  if (!teams.data)
    return (
      <Card isFlush>
        {teams.isError ? (
          <LoadFailed isInside error={teams.error} onRetry={() => void teams.refetch()} />
        ) : (
          <RowsSkeleton rows={3} />
        )}
      </Card>
    );

  const { results } = teams.data;
  if (results.length === 0)
    return (
      <EmptyState
        title={text('settings.teams.empty')}
        actions={
          can('settings.update') && (
            <Button size="S" variant="secondary" startIcon={<Plus />} onClick={onAdd}>
              {text('settings.teams.add')}
            </Button>
          )
        }
      >
        {text('settings.teams.empty-words')}
      </EmptyState>
    );
  if (isMobile) return <DataCards caption={text('settings.teams.title')} columns={columns} rows={results} />;
  return (
    <Card isFlush>
      <DataTable caption={text('settings.teams.title')} columns={columns} rows={results} />
    </Card>
  );
};
