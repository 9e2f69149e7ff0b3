// Sending a text: without signal it stays where it was typed. Without this file the browser sends the form by itself.
for (const form of document.querySelectorAll('[data-send]')) {
  const button = form.querySelector('button');
  const status = form.querySelector('[role=status]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.setAttribute('aria-disabled', 'true');
    status.textContent = '';
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        headers: { accept: 'application/json' },
      });
      if (answer.status === 503) throw new Error();
      const { to } = answer.ok ? await answer.json() : {};
      // What was refused comes back as a page; the same key makes that harmless.
      if (to) location.assign(to);
      else form.submit();
    } catch {
      status.textContent = form.dataset.send;
      button.removeAttribute('aria-disabled');
    }
  });
}
