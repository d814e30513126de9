import { useState } from 'react';
import type { Reference } from '../../../server/src/kernel/contract';
import { settingsContract, team as teamSchema, teamInput, type Team } from '../../../server/src/settings/contract';
import { useCache, useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText, type ApiError } from '../kernel/api-error';
import { useDraft } from '../kernel/draft';
import { useText } from '../kernel/text';
import { useUndo } from '../ui/UndoBar';

const { endpoints } = settingsContract;
/** Who is in a team decides what `me` belongs to. */
const CHANGED = [endpoints.listTeams, endpoints.me];

const valuesOf = (team: Team | null) => ({ name: team?.name ?? '', memberIds: team?.members.map(({ id }) => id) ?? [] });

const theirsIn = (error: ApiError): Team | undefined =>
  error.code === 'stale-version' ? teamSchema.safeParse(error.details.current).data : undefined;

/** A team that is made or changed. After a clash it holds both versions until somebody decides. */
export const useTeamDraft = (team: Team | null, onSaved: () => void) => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const cache = useCache();
  const [version, setVersion] = useState(team?.version ?? 0);
  const [members, setMembers] = useState<readonly Reference[]>(team?.members ?? []);
  const [theirs, setTheirs] = useState<Team>();
  const [failure, setFailure] = useState<string>();
  const draft = useDraft(teamInput, valuesOf(team));
  const create = useEndpointMutation(endpoints.createTeam, { invalidates: CHANGED });
  const update = useEndpointMutation(endpoints.updateTeam, { invalidates: CHANGED });

  const refuse = (error: ApiError) => {
    const current = theirsIn(error);
    setTheirs(current);
    if (current) {
      // The next save is made against what is shown now, so it is meant.
      setVersion(current.version);
      cache.invalidate(endpoints.listTeams);
      return;
    }
    draft.refuse(error);
    if (error.fields.length === 0) setFailure(errorText(error));
  };

  const save = async () => {
    setFailure(undefined);
    const body = draft.check();
    if (!body) return;
    try {
      if (team) await update.mutateAsync({ params: { id: team.id }, body: { ...body, version } });
      else await create.mutateAsync({ body });
      tell({ message: text(team ? 'settings.team.saved' : 'settings.team.created', { name: body.name }) });
      onSaved();
    } catch (thrown) {
      refuse(toApiError(thrown));
    }
  };

  return {
    name: draft.values.name,
    setName: (name: string) => draft.set('name', name),
    members,
    setMembers: (next: Reference[]) => {
      setMembers(next);
      draft.set('memberIds', next.map(({ id }) => id));
    },
    nameError: draft.errorOf('name'),
    membersError: draft.errors.find(({ path }) => path.startsWith('memberIds'))?.message,
    isDirty: draft.isDirty,
    isSaving: create.isPending || update.isPending,
    failure,
    theirs,
    takeTheirs: () => {
      if (!theirs) return;
      draft.reset(valuesOf(theirs));
      setMembers(theirs.members);
      setTheirs(undefined);
    },
    save,
  };
};
