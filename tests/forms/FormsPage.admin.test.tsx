import { screen } from '@testing-library/react';
import { FormsPage } from '../../admin/src/forms/FormsPage';
import { aServer, open } from '../support/screen';

test('x', async () => {
  aServer({ 'GET /forms': { results: [], page: { next: null, total: 0 } }, 'GET /submissions/counts': { results: [] } });
  await open(<FormsPage />);
  expect(await screen.findByText('Turn visitors into leads')).toBeTruthy();
});
