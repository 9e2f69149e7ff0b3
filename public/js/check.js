// Knowledge checks: the answer appears in its place, without loading the page again. Without this file the form does it.
const add = (parent, tag, name, text) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text) node.textContent = text;
  parent.append(node);
  return node;
};

const optionIn = (parent, option, verdict) => {
  const box = add(parent, 'div', `review__option${option.chosen ? ' review__option--chosen' : ''}`);
  const line = add(box, 'p');
  if (verdict) {
    add(line, 'strong', '', option.verdict);
    line.append(' ');
  }
  line.append(option.text);
  add(box, 'p', 'review__reason', option.reason);
};

for (const form of document.querySelectorAll('[data-check]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        headers: { accept: 'application/json' },
      });
      const told = await answer.json();
      if (!told.options && answer.status !== 422) throw new Error();
      const out = form.querySelector('[role=status]');
      out.textContent = '';
      if (!told.options) {
        add(out, 'p', 'field__error', told.error);
        return;
      }
      add(out, 'p', `verdict is-${told.correct ? 'ok' : 'bad'}`, told.verdict);
      for (const option of told.options) optionIn(out, option, true);
      if (told.idea) add(out, 'p', '', told.idea);
      if (told.others.length) {
        const more = add(out, 'details', 'disclosure');
        add(more, 'summary', '', told.othersTitle);
        for (const option of told.others) optionIn(more, option);
      }
    } catch {
      form.submit();
    }
  });
}
