import { useEffect, useRef } from 'react';
import type { SetupStatus } from '../../../server/src/capture/contract';
import { useAnnounce } from '../kernel/LiveRegion';
import { useText } from '../kernel/text';
import { useStateWords } from '../submissions/reasons';

/** Says aloud what arrives after the page was opened, and what becomes of it; what was there before is only shown. */
export const useAnnouncedArrivals = (recent: SetupStatus['recent'], blockedOrigins: SetupStatus['blockedOrigins']) => {
  const text = useText();
  const announce = useAnnounce();
  const stateWords = useStateWords();
  const known = useRef<Set<string>>();

  useEffect(() => {
    const arrivals = [
      ...recent.map((one) => ({
        key: `${one.id} ${one.state}`,
        words: text('capture.live.announced', { who: one.name ?? one.email ?? text('submissions.anonymous'), state: stateWords(one) }),
      })),
      ...blockedOrigins.map(({ origin }) => ({ key: origin, words: text('capture.blocked.announced', { origin }) })),
    ];
    const before = known.current;
    known.current = new Set([...(before ?? []), ...arrivals.map(({ key }) => key)]);
    const newest = before && arrivals.find(({ key }) => !before.has(key));
    if (newest) announce(newest.words);
  }, [announce, blockedOrigins, recent, stateWords, text]);
};
