// Sending a text or a decision: without signal it stays where it was given. Without this file the browser sends the form by itself.
const PATIENCE = 20000;

for (const form of document.querySelectorAll('[data-send]')) {
  const button = form.querySelector('button');
  const status = form.querySelector('[role=status]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.setAttribute('aria-disabled', 'true');
    status.textContent = '';
    status.classList.remove('field__error');
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        headers: { accept: 'application/json' },
        signal: stop.signal,
      });
      if (answer.status === 503) throw new Error();
      const { to } = answer.ok ? await answer.json() : {};
      // What was refused comes back as a page; the same key makes that harmless.
      if (to) location.assign(to);
      else form.submit();
    } catch {
      status.textContent = form.dataset.send;
      status.classList.add('field__error');
      if (form.dataset.again) button.textContent = form.dataset.again;
      button.removeAttribute('aria-disabled');
    } finally {
      clearTimeout(timer);
    }
  });
}
