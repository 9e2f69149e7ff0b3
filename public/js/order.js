// Lessons are put in order by dragging. The buttons beside them do the same without this file.
const lists = document.querySelectorAll('[data-module]');
const status = document.querySelector('[data-order-status]');
let dragged = null;

const tell = (text) => {
  if (status) status.textContent = text;
};

for (const list of lists) {
  for (const lesson of list.querySelectorAll('[data-lesson]')) lesson.draggable = true;
  list.addEventListener('dragstart', (event) => {
    dragged = event.target.closest('[data-lesson]');
    dragged?.classList.add('is-dragged');
    event.dataTransfer.effectAllowed = 'move';
  });
  list.addEventListener('dragend', () => {
    dragged?.classList.remove('is-dragged');
    dragged = null;
  });
  list.addEventListener('dragover', (event) => {
    if (dragged === null) return;
    event.preventDefault();
    const over = event.target.closest('[data-lesson]');
    if (over === null || over === dragged) {
      if (list.children.length === 0) list.append(dragged);
      return;
    }
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(dragged);
    else over.after(dragged);
  });
  list.addEventListener('drop', async (event) => {
    if (dragged === null) return;
    event.preventDefault();
    const lesson = dragged;
    const body = new URLSearchParams({
      modulo: list.dataset.module,
      lugar: String([...list.children].indexOf(lesson)),
    });
    const answer = await fetch(lesson.dataset.place, {
      method: 'POST',
      body,
      redirect: 'manual',
    }).catch(() => null);
    tell(
      answer !== null && (answer.ok || answer.type === 'opaqueredirect')
        ? status?.dataset.moved
        : status?.dataset.failed,
    );
  });
}
