import { settingsContract, type Team } from '../../../server/src/settings/contract';
import { useEndpointMutation } from '../kernel/api';
import { useText } from '../kernel/text';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { useUndo } from '../ui/UndoBar';

const { endpoints } = settingsContract;

export const DeleteTeamDialog = ({ team, onClose }: { team: Team; onClose: () => void }) => {
  const text = useText();
  const tell = useUndo();
  const remove = useEndpointMutation(endpoints.removeTeam, { invalidates: [endpoints.listTeams, endpoints.me] });

  const confirm = async () => {
    await remove.mutateAsync({ params: { id: team.id } });
    tell({ message: text('settings.team.deleted', { name: team.name }) });
  };

  return (
    <ConfirmDialog
      isDanger
      title={text('settings.team.delete-title', { name: team.name })}
      confirmLabel={text('settings.teams.delete')}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{text('settings.team.delete-words', { count: team.members.length })}</p>
    </ConfirmDialog>
  );
};
