// Sends the contact form without leaving the page. Without this file the form still posts and works.
(() => {
  const BUSY = new Set([429, 503]);
  const AUTOMATIC_RETRIES = 2;
  const LONGEST_WAIT_SECONDS = 30;

  for (const form of document.querySelectorAll('[data-crm-form]')) enhance(form);

  function enhance(form) {
    const words = form.dataset;
    const submit = form.querySelector('[data-form-submit]');
    const status = form.querySelector('[data-form-status]');
    const problem = form.querySelector('[data-form-problem]');
    const submitLabel = submit.textContent;
    let retryTimer;
    let isSending = false;

    // The server decides what is wrong, so its words are the only ones shown.
    form.noValidate = true;
    fill('_crm_page', location.href);
    fill('_crm_referrer', document.referrer);

    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void send(AUTOMATIC_RETRIES);
    });

    async function send(retriesLeft) {
      if (isSending) return;
      clearTimeout(retryTimer);
      setSending(true);
      clearErrors();

      let response;
      let answer;
      try {
        response = await fetch(form.action, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
          body: JSON.stringify(answers()),
        });
        answer = await response.json().catch(() => ({}));
      } catch {
        setSending(false);
        return showProblem(words.wordsOffline, { canRetry: true });
      }

      setSending(false);
      if (response.ok) return showThanks(answer.message);
      if (response.status === 422 && Array.isArray(answer.errors) && answer.errors.length) return showErrors(answer.errors);
      if (BUSY.has(response.status)) return waitAndRetry(response, retriesLeft);
      return showProblem(words.wordsRefused, { canRetry: true });
    }

    // The key of this page view goes along every time, so a repeated request is never a second message.
    function answers() {
      const values = Object.fromEntries(new FormData(form));
      for (const box of form.querySelectorAll('input[type=checkbox]')) values[box.name] = box.checked;
      return values;
    }

    function waitAndRetry(response, retriesLeft) {
      showProblem(words.wordsBusy, { canRetry: true });
      if (retriesLeft === 0) return;
      const asked = Number(response.headers.get('Retry-After')) || 5;
      if (asked > LONGEST_WAIT_SECONDS) return;
      retryTimer = setTimeout(() => void send(retriesLeft - 1), asked * 1000);
    }

    function showErrors(errors) {
      const list = document.createElement('ul');
      let first;

      for (const { field, message } of errors) {
        const control = field && form.elements.namedItem(field);
        const entry = document.createElement('li');
        if (control instanceof HTMLElement) {
          const place = form.querySelector(`[data-error-for="${CSS.escape(field)}"]`);
          if (place) {
            place.textContent = message;
            place.hidden = false;
          }
          control.setAttribute('aria-invalid', 'true');
          first ??= control;
          const link = document.createElement('a');
          link.href = `#${control.id}`;
          link.textContent = message;
          link.addEventListener('click', (event) => {
            event.preventDefault();
            control.focus();
          });
          entry.append(link);
        } else {
          entry.textContent = message;
        }
        list.append(entry);
      }

      const heading = document.createElement('p');
      heading.textContent = words.wordsSummary;
      problem.replaceChildren(heading, list);
      problem.hidden = false;
      status.textContent = words.wordsSummary;
      first?.focus();
    }

    function showProblem(message, { canRetry }) {
      const text = document.createElement('p');
      text.textContent = message;
      problem.replaceChildren(text);
      if (canRetry) {
        const again = document.createElement('button');
        again.type = 'button';
        again.className = 'button button-small';
        again.textContent = words.wordsRetry;
        again.addEventListener('click', () => void send(AUTOMATIC_RETRIES));
        problem.append(again);
      }
      problem.hidden = false;
      status.textContent = message;
    }

    function clearErrors() {
      problem.hidden = true;
      problem.replaceChildren();
      status.textContent = '';
      for (const place of form.querySelectorAll('[data-error-for]')) {
        place.hidden = true;
        place.textContent = '';
      }
      for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
    }

    function showThanks(message) {
      const thanks = document.createElement('div');
      thanks.className = 'thanks';
      thanks.tabIndex = -1;
      thanks.setAttribute('role', 'status');
      const heading = document.createElement('h3');
      heading.textContent = words.wordsThanks;
      const text = document.createElement('p');
      text.textContent = message ?? '';
      const again = document.createElement('a');
      // A fresh page view brings a fresh key; the old one would be answered with the old message.
      again.href = location.pathname + location.search;
      again.textContent = words.wordsAnother;
      thanks.append(heading, text, again);
      form.replaceWith(thanks);
      thanks.focus();
    }

    function setSending(value) {
      isSending = value;
      submit.setAttribute('aria-disabled', String(value));
      submit.textContent = value ? words.wordsSending : submitLabel;
    }

    function fill(name, value) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
  }
})();
