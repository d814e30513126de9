import autocannon from 'autocannon';
import type { Measured } from './server';

export interface Load {
  accepted: number;
  perSecond: number;
  p99Ms: number;
  cpuMsEach: number;
  stallMs: number;
  errors: number;
}

interface Shot {
  path: string;
  method: 'GET' | 'POST';
  /** Each request gets a body of its own, as visitors do. */
  body?: (index: number) => object;
  expected: number;
}

/** `connections` visitors at once for `seconds`, counting only answers with the expected status. */
export const load = async (server: Measured, { path, method, body, expected }: Shot, { connections = 50, seconds = 10 } = {}): Promise<Load> => {
  let index = 0;
  await server.inside('reset');
  const cpuBefore = server.cpuMs();
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    requests: [
      {
        method,
        path,
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => (body ? { ...request, body: JSON.stringify(body((index += 1))) } : request),
      },
    ],
  });
  const accepted = result.statusCodeStats?.[`${expected}`]?.count ?? 0;
  const { maxStallMs } = await server.inside('read');
  return {
    accepted,
    perSecond: accepted / result.duration,
    p99Ms: result.latency.p99,
    cpuMsEach: (server.cpuMs() - cpuBefore) / Math.max(accepted, 1),
    stallMs: maxStallMs,
    errors: result.errors + result.timeouts + (result.requests.total - accepted),
  };
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
