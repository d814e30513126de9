import { Button } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { useId, useState } from 'react';
import { styled } from 'styled-components';
import type { StoredFile } from '../../../server/src/files/contract';
import { submissionsContract, type Submission } from '../../../server/src/submissions/contract';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useDownload } from '../kernel/download';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Small, Stack } from '../ui/Type';

const Heading = styled.h3`
  font-size: 1.4rem;
  line-height: 1.43;
  font-weight: 600;
`;

const Row = styled.li`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 0.8rem;
  overflow-wrap: anywhere;
`;

/** What came with the answers. Of a held submission a file is saved only after a warning. */
export const SubmissionFiles = ({ submission: { files, state } }: { submission: Submission }) => {
  const text = useText();
  const errorText = useErrorText();
  const titleId = useId();
  const { can } = useMe();
  const { bytes } = useFormat();
  const download = useDownload(submissionsContract.endpoints.file);
  const [asked, setAsked] = useState<StoredFile>();
  const [failure, setFailure] = useState<string>();
  if (files.length === 0) return null;

  const isHeld = state === 'quarantined';
  const save = ({ id, name }: StoredFile) => download({ params: { id }, query: isHeld ? { acknowledged: 'true' } : {} }, name);
  const press = async (file: StoredFile) => {
    setFailure(undefined);
    if (isHeld) return setAsked(file);
    try {
      await save(file);
    } catch (thrown) {
      setFailure(errorText(toApiError(thrown)));
    }
  };

  return (
    <Stack as="section" $gap={3} aria-labelledby={titleId}>
      <Heading id={titleId}>{text('submissions.files')}</Heading>
      {failure && <Banner tone="danger">{failure}</Banner>}
      <Stack as="ul" $gap={2}>
        {files.map((file) => (
          <Row key={file.id}>
            <span>
              {file.name} <Small>{file.state === 'missing' ? text('submissions.files.missing') : `${file.mime}, ${bytes(file.bytes)}`}</Small>
            </span>
            {can('files.read') && file.state === 'stored' && (
              <Button
                size="S"
                variant="tertiary"
                startIcon={<Download />}
                aria-label={text('submissions.files.download-named', { name: file.name })}
                onClick={() => void press(file)}
              >
                {text('submissions.files.download')}
              </Button>
            )}
          </Row>
        ))}
      </Stack>
      {asked && (
        <ConfirmDialog
          title={text('submissions.files.warning-title')}
          confirmLabel={text('submissions.files.download')}
          isDanger
          onConfirm={() => save(asked)}
          onClose={() => setAsked(undefined)}
        >
          {text('submissions.files.warning', { name: asked.name })}
        </ConfirmDialog>
      )}
    </Stack>
  );
};
