// The editor of a lesson: buttons that write the blocks of a lesson where the cursor stands, and a preview that follows what is
// typed. Without this file blocks come at the end of the text, and the preview with its own button.
const form = document.querySelector('form[data-editor]');
const field = form?.querySelector('textarea[name="texto"]');
const PAUSE = 700;

if (form && field) {
  const chooser = form.querySelector('[data-blocks]');
  const words = JSON.parse(chooser?.dataset.blocks ?? '[]');

  // Before the text was ever touched, whatever is added comes at its end.
  field.addEventListener('focus', () => (field.dataset.touched = '1'), { once: true });

  /** Writes a block where the cursor stands; what is selected becomes its text. */
  const insert = ({ before, after, sample }) => {
    const isNew = !field.dataset.touched;
    if (isNew) field.setSelectionRange(field.value.length, field.value.length);
    const { selectionStart: from, selectionEnd: to, value } = field;
    const chosen = value.slice(from, to) || sample;
    const isBlock = isNew || before.includes('\n') || before.startsWith('#');
    const lead = isBlock && from > 0 && !value.slice(0, from).endsWith('\n\n') ? '\n\n' : '';
    const text = `${lead}${before}${chosen}${after}`;
    field.setRangeText(text, from, to, 'end');
    const start = from + lead.length + before.length;
    field.setSelectionRange(start, start + chosen.length);
    field.focus();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };

  const bar = document.createElement('div');
  bar.className = 'toolbar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', chooser?.dataset.label ?? '');
  for (const word of words.filter(({ isToolbar }) => isToolbar)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button--quiet';
    button.textContent = word.label;
    button.addEventListener('click', () => insert(word));
    bar.append(button);
  }
  field.before(bar);

  // What needs a choice is chosen in the list; what has a button of its own need not stand there.
  const list = chooser?.querySelector('select');
  for (const group of [...(list?.querySelectorAll('optgroup') ?? [])])
    if (words.find(({ value }) => value === group.firstElementChild?.value)?.isToolbar)
      group.remove();
  for (const hint of chooser?.querySelectorAll('[data-no-script]') ?? []) hint.remove();
  list?.removeAttribute('aria-describedby');
  chooser?.querySelector('[data-insert]')?.addEventListener('click', (event) => {
    const word = words.find(({ value }) => value === list.value);
    if (!word) return;
    event.preventDefault();
    insert(word);
  });

  let waiting = 0;
  let asked = 0;
  const look = async () => {
    const number = ++asked;
    const button = form.querySelector('[data-look]');
    const answer = await fetch(button.formAction, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
    }).catch(() => null);
    if (answer === null || number !== asked || ![200, 422].includes(answer.status)) return;
    const page = new window.DOMParser().parseFromString(await answer.text(), 'text/html');
    const [now, next] = [document.querySelector('#vista'), page.querySelector('#vista')];
    if (!now || !next) return;
    const top = now.querySelector('.preview__page')?.scrollTop ?? 0;
    now.replaceChildren(...next.childNodes);
    const shown = now.querySelector('.preview__page');
    if (shown) shown.scrollTop = top;
  };
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });

  // What was typed and not saved is said before the page is left.
  let isTyped = false;
  form.addEventListener('input', () => (isTyped = true));
  form.addEventListener('submit', () => (isTyped = false));
  addEventListener('beforeunload', (event) => {
    if (isTyped) event.preventDefault();
  });
}
