/**
 * The script that a site loads from `/api/crm/visits.js`, as it is sent: plain, without dependencies or eval, so that a
 * policy of `script-src <cms>` is enough. Nothing is stored in the browser and no page view leaves it before
 * `crm.consent(true)`; a form tells where it was sent from either way.
 */
export const SCRIPT = `(() => {
  const self = document.currentScript;
  const collect = self.dataset.collect || self.src.replace(/\\.js.*/, '');
  const here = location.href;
  const refused = () => navigator.doNotTrack === '1' || navigator.globalPrivacyControl === true;
  const keep = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(name);
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, value);
    } catch {}
    return value ?? null;
  };
  const isAllowed = () => keep('crm_consent') === 'yes' && !refused();
  const newId = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');
  const visitor = () => (isAllowed() ? keep('crm_visitor') || keep('crm_visitor', newId()) : '');
  const entry = () => document.querySelector('meta[name="crm-entry"]')?.content || null;

  const landing = () => {
    const [page, at] = (isAllowed() && keep('crm_landing') || '').split('\\n');
    const isGoingOn = Date.now() - at < 18e5;
    if (isAllowed()) keep('crm_landing', (isGoingOn ? page : here) + '\\n' + Date.now());
    return isGoingOn ? page : here;
  };

  let shown = here;
  let referrer = document.referrer;
  const view = () => {
    const page = location.href;
    if (page !== shown) [referrer, shown] = [shown, page];
    landing();
    if (isAllowed()) navigator.sendBeacon(collect, JSON.stringify({ visitor: visitor(), consent: true, views: [{ page, referrer: referrer || null, entry: entry() }] }));
  };

  const fields = () => ({
    _crm_visitor: visitor(),
    _crm_page: location.href,
    _crm_landing: landing(),
    _crm_referrer: document.referrer,
    _crm_timezone: Intl.DateTimeFormat().resolvedOptions().timeZone || '',
    _crm_locale: document.documentElement.lang || navigator.language || '',
  });

  addEventListener('submit', ({ target: form }) => {
    if (!/\\/crm\\/forms\\//.test(form.getAttribute('action'))) return;
    for (const [name, value] of Object.entries(fields())) {
      const input = form.querySelector('input[name="' + name + '"]') || form.appendChild(document.createElement('input'));
      Object.assign(input, { type: 'hidden', name, value });
    }
  }, true);

  window.crm = {
    fields,
    view,
    consent: (answer) => {
      if (answer === undefined) return { yes: true, no: false }[keep('crm_consent')] ?? null;
      const isNew = answer && !isAllowed();
      keep('crm_consent', answer ? 'yes' : 'no');
      if (!answer) ['crm_visitor', 'crm_landing'].forEach((name) => keep(name, null));
      if (isNew) view();
      return answer;
    },
  };

  const start = () => (document.readyState === 'loading' ? addEventListener('DOMContentLoaded', view) : view());
  if (document.prerendering) document.addEventListener('prerenderingchange', start, { once: true });
  else start();
})();
`;
