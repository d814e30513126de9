import { Button } from '@strapi/design-system';
import { useState } from 'react';
import { mailContract, type Suppression } from '../../../server/src/mail/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { TextAreaField, TextField } from '../ui/Fields';
import { Cluster, Muted, Stack } from '../ui/Type';
import { useUndo } from '../ui/UndoBar';

const { endpoints } = mailContract;

interface Found {
  email: string;
  suppressions: readonly Suppression[];
}

/** Asked by address, since the list holds none. */
export const BlockedAddresses = () => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const { date } = useFormat();
  const { can } = useMe();
  const [email, setEmail] = useState('');
  const [found, setFound] = useState<Found>();
  const [failure, setFailure] = useState<string>();
  const [reason, setReason] = useState<string>();
  const find = useEndpointMutation(endpoints.suppressions);
  const suppress = useEndpointMutation(endpoints.suppress);
  const clear = useEndpointMutation(endpoints.clearSuppressions);

  const ask = async (work: () => Promise<{ results: Suppression[] }>, asked: string) => {
    setFailure(undefined);
    try {
      const { results } = await work();
      setFound({ email: asked, suppressions: results });
      return true;
    } catch (thrown) {
      const error = toApiError(thrown);
      setFailure(error.fieldMessage('email') ?? errorText(error));
      return false;
    }
  };
  const block = async (asked: string) => {
    if (await ask(() => suppress.mutateAsync({ body: { email: asked, scope: 'all' } }), asked)) tell({ message: text('mail.blocked.done', { email: asked }) });
  };
  const allow = async ({ email: asked }: Found) => {
    const { results } = await clear.mutateAsync({ body: { email: asked, reason: reason ?? '' } });
    setFound({ email: asked, suppressions: results });
    tell({ message: text('mail.blocked.allowed', { email: asked }) });
  };

  const line = ({ reason: why, scope, since, clearedAt }: Suppression) =>
    clearedAt
      ? text('mail.blocked.row-cleared', { reason: text(`mail.reason.${why}`), when: date(clearedAt) })
      : text('mail.blocked.row', { reason: text(`mail.reason.${why}`), scope: text(`mail.scope.${scope}`), when: date(since) });
  const mayBeAllowed = found?.suppressions.some(({ clearedAt, reason: why }) => clearedAt === null && why !== 'unsubscribed');

  return (
    <Card title={text('mail.blocked')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void ask(() => find.mutateAsync({ body: { email } }), email.trim());
        }}
      >
        <Stack $gap={4}>
          <Muted>{text('mail.blocked.words')}</Muted>
          <TextField type="email" label={text('mail.blocked.email')} error={failure} value={email} onChange={setEmail} />
          <Cluster>
            <Button type="submit" variant="secondary" size="S" disabled={email.trim() === ''} loading={find.isPending}>
              {text('mail.blocked.find')}
            </Button>
          </Cluster>
          {found && (
            <Stack $gap={3} role="status">
              {found.suppressions.length === 0 && <Muted>{text('mail.blocked.none', { email: found.email })}</Muted>}
              {found.suppressions.map((suppression) => (
                <span key={`${suppression.scope} ${suppression.reason}`}>{line(suppression)}</span>
              ))}
              {can('mail.update') && (
                <Cluster>
                  {found.suppressions.length === 0 && (
                    <Button size="S" variant="danger-light" loading={suppress.isPending} onClick={() => void block(found.email)}>
                      {text('mail.blocked.block')}
                    </Button>
                  )}
                  {mayBeAllowed && (
                    <Button size="S" variant="tertiary" onClick={() => setReason('')}>
                      {text('mail.blocked.allow')}
                    </Button>
                  )}
                </Cluster>
              )}
            </Stack>
          )}
        </Stack>
      </form>
      {found && reason !== undefined && (
        <ConfirmDialog
          title={text('mail.blocked.allow-title', { email: found.email })}
          confirmLabel={text('mail.blocked.allow')}
          isConfirmDisabled={reason.trim() === ''}
          onConfirm={() => allow(found)}
          onClose={() => setReason(undefined)}
        >
          <p>{text('mail.blocked.allow-words')}</p>
          <TextAreaField isRequired label={text('mail.blocked.reason')} hint={text('mail.blocked.reason-hint')} value={reason} onChange={setReason} />
        </ConfirmDialog>
      )}
    </Card>
  );
};
