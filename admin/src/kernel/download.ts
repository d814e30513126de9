import { useFetchClient, type FetchClient } from '@strapi/strapi/admin';
import { useCallback } from 'react';
import type { Endpoint } from '../../../server/src/kernel/contract';
import { urlOf, type RequestOf } from './api';
import { toApiError } from './api-error';

type FileEndpoint = Endpoint & { returns: 'file' };

/**
 * Fetches a file with the session's token and has the browser save it: a plain link would carry no token, and would
 * open in the admin's own site. Rejects with an `ApiError`.
 */
export const useDownload = <E extends FileEndpoint>(endpoint: E) => {
  const client = useFetchClient();
  return useCallback(
    async (request: RequestOf<E>, name: string): Promise<void> => saveAs(await fetchFile(client, urlOf(endpoint, request)), name),
    [client, endpoint],
  );
};

const fetchFile = async (client: FetchClient, url: string): Promise<Blob> => {
  try {
    // Strapi's client drops the reason of a refusal when it waits for a file. 401 stays an error: it renews the session.
    const { data, status = 200 } = await client.get(url, { responseType: 'blob', validateStatus: (code) => code !== 401 });
    if (status < 400) return data;
    const refused: unknown = JSON.parse(await data.text());
    throw Object.assign(new Error(`The server answered ${status}`), { status, response: { data: refused } });
  } catch (thrown) {
    throw toApiError(thrown);
  }
};

const saveAs = (file: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};
