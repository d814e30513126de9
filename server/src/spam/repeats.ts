const MAX_BODIES = 50_000;
const WINDOW_MS = 3_600_000;
/** The same body from this many networks within an hour is a campaign. */
const MANY_NETWORKS = 5;

interface Body {
  /** Network → when it last sent this body. At most as many as make a campaign. */
  networks: Map<string, number>;
  campaignUntil: number;
}

/**
 * Remembers which networks sent the same body, in bounded memory. `elsewhere` answers the networks that other
 * processes stored; it is asked only when a body comes from another network than before, so a visitor's
 * submission costs no read.
 */
export const createRepeats = (elsewhere: (bodyHash: string, since: Date) => Promise<readonly string[]>, maxBodies = MAX_BODIES) => {
  const bodies = new Map<string, Body>();

  const bodyOf = (hash: string): Body => {
    const body = bodies.get(hash) ?? { networks: new Map<string, number>(), campaignUntil: 0 };
    bodies.delete(hash);
    bodies.set(hash, body);
    if (bodies.size > maxBodies) bodies.delete(bodies.keys().next().value!);
    return body;
  };

  return {
    async isCampaign(hash: string, network: string | null, at: Date): Promise<boolean> {
      if (network === null) return false;
      const now = at.getTime();
      const body = bodyOf(hash);
      const { networks } = body;
      for (const [one, last] of networks) if (last <= now - WINDOW_MS) networks.delete(one);
      const isNew = !networks.has(network);
      if (!isNew || networks.size < MANY_NETWORKS) networks.set(network, now);

      if (body.campaignUntil > now || networks.size >= MANY_NETWORKS) {
        body.campaignUntil = now + WINDOW_MS;
        return true;
      }
      if (!isNew || networks.size === 1) return false;
      const known = new Set([...networks.keys(), ...(await elsewhere(hash, new Date(now - WINDOW_MS)))]);
      if (known.size < MANY_NETWORKS) return false;
      body.campaignUntil = now + WINDOW_MS;
      return true;
    },
    get size(): number {
      return bodies.size;
    },
  };
};
