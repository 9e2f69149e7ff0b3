// Knowledge checks: the answer appears in its place, without loading the page again, and without signal the page stays.
// Without this file the form does it. The button that finishes a lesson comes along, so that a lesson asks for one script.
import './send.js';

const LIST = 'stack stack--tight';
const add = (parent, tag, name, text) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text) node.textContent = text;
  parent.append(node);
  return node;
};

const optionIn = (list, option, verdict) => {
  const box = add(
    add(list, 'li'),
    'div',
    `review__option${option.chosen ? ' review__option--chosen' : ''}`,
  );
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
    const out = form.querySelector('[role=status]');
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { accept: 'application/json' },
    }).catch(() => null);
    if (!answer || answer.status === 503) {
      out.textContent = '';
      add(out, 'p', 'field__error', form.dataset.check);
      return;
    }
    try {
      const told = await answer.json();
      if (!told.options && answer.status !== 422) throw new Error();
      out.textContent = '';
      if (!told.options) {
        add(out, 'p', 'field__error', told.error);
        return;
      }
      add(out, 'p', `verdict is-${told.correct ? 'ok' : 'bad'}`, told.verdict);
      const given = add(out, 'ul', LIST);
      for (const option of told.options) optionIn(given, option, true);
      if (told.idea) add(out, 'p', '', told.idea);
      if (told.others.length) {
        const more = add(out, 'details', 'disclosure');
        add(more, 'summary', '', told.othersTitle);
        const rest = add(more, 'ul', LIST);
        for (const option of told.others) optionIn(rest, option);
      }
    } catch {
      form.submit();
    }
  });
}
