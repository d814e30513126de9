import { Button } from '@strapi/design-system';
import { useId } from 'react';
import type { Team } from '../../../server/src/settings/contract';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Drawer } from '../ui/Drawer';
import { TextField } from '../ui/Fields';
import { Stack } from '../ui/Type';
import { MemberPicker } from './MemberPicker';
import { useTeamDraft } from './team-draft';

interface TeamDrawerProps {
  /** Null makes a new one. */
  team: Team | null;
  onClose: () => void;
}

export const TeamDrawer = ({ team, onClose }: TeamDrawerProps) => {
  const text = useText();
  const formId = useId();
  const draft = useTeamDraft(team, onClose);
  const { theirs } = draft;
  const theirMembers = theirs?.members.map(({ name }) => name).join(', ');

  return (
    <Drawer
      title={text(team ? 'settings.team.edit' : 'settings.team.new')}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={formId} loading={draft.isSaving} disabled={team !== null && !draft.isDirty && !theirs}>
            {text(team ? 'settings.team.save' : 'settings.team.create')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {text('ui.cancel')}
          </Button>
        </>
      }
    >
      <Stack $gap={6}>
        {theirs && (
          <Banner
            tone="warning"
            title={text('settings.team.stale-title')}
            actions={
              <Button size="S" variant="tertiary" onClick={draft.takeTheirs}>
                {text('settings.team.take-theirs')}
              </Button>
            }
          >
            {text('settings.team.stale-words', { name: theirs.name, members: theirMembers || text('settings.team.stale-nobody') })}
          </Banner>
        )}
        {draft.failure && <Banner tone="danger">{draft.failure}</Banner>}
        <form
          id={formId}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void draft.save();
          }}
        >
          <TextField
            isRequired
            label={text('settings.teams.name')}
            hint={text('settings.team.name-hint')}
            error={draft.nameError}
            autoComplete="off"
            value={draft.name}
            onChange={draft.setName}
          />
        </form>
        <MemberPicker members={draft.members} error={draft.membersError} onChange={draft.setMembers} />
      </Stack>
    </Drawer>
  );
};
