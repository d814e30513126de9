// Asks once whether page views may be counted, and lets everybody change their mind from the foot of each page.
(() => {
  const bar = document.querySelector('[data-consent]');
  const again = document.querySelector('[data-consent-again]');
  if (!window.crm || !bar || !again) return;

  const show = (isOpen) => {
    bar.hidden = !isOpen;
    again.hidden = isOpen;
  };

  for (const button of bar.querySelectorAll('[data-consent-answer]'))
    button.addEventListener('click', () => {
      window.crm.consent(button.dataset.consentAnswer === 'yes');
      show(false);
      again.focus();
    });
  again.addEventListener('click', () => {
    show(true);
    bar.querySelector('button').focus();
  });

  show(window.crm.consent() === null);
})();
