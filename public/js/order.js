// Lessons and modules are put in order by dragging. The buttons beside them do the same without this file.
const status = document.querySelector('[data-order-status]');

/** What is dragged now, and where it stood before. */
let held = null;

const take = (event, thing) => {
  held = { thing, parent: thing.parentNode, next: thing.nextSibling };
  thing.classList.add('is-dragged');
  document.body.classList.add('is-ordering');
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('text/plain', '');
};

/** Whatever was not dropped goes back to where it stood. */
const letGo = () => {
  if (held === null) return;
  held.thing.classList.remove('is-dragged');
  document.body.classList.remove('is-ordering');
  if (!held.isDropped) held.parent.insertBefore(held.thing, held.next);
  held = null;
};

/** Puts what is dragged before or after what it is over. */
const follow = (event, over) => {
  event.preventDefault();
  if (over === null || over === held.thing) return;
  const { top, height } = over.getBoundingClientRect();
  if (event.clientY < top + height / 2) over.before(held.thing);
  else over.after(held.thing);
};

/** Saves a place. The page as it is then is shown; what could not be saved is said, and goes back. */
const save = async (place) => {
  const mine = held;
  mine.isDropped = true;
  const answer = await fetch(mine.thing.dataset.place, {
    method: 'POST',
    body: new URLSearchParams(place),
    redirect: 'manual',
  }).catch(() => null);
  if (answer !== null && (answer.ok || answer.type === 'opaqueredirect')) {
    window.location.reload();
    return;
  }
  mine.parent.insertBefore(mine.thing, mine.next);
  if (status) status.textContent = status.dataset.failed;
};

const isHeld = (kind) => held !== null && held.thing.dataset[kind] !== undefined;

for (const list of document.querySelectorAll('[data-module]')) {
  for (const lesson of list.querySelectorAll('[data-lesson]')) lesson.draggable = true;
  list.addEventListener('dragstart', (event) => {
    const lesson = event.target.closest('[data-lesson]');
    if (lesson) take(event, lesson);
  });
  list.addEventListener('dragend', letGo);
  list.addEventListener('dragover', (event) => {
    if (!isHeld('lesson')) return;
    const over = event.target.closest('[data-lesson]');
    if (over === null && !list.contains(held.thing)) list.append(held.thing);
    follow(event, over);
  });
  list.addEventListener('drop', async (event) => {
    if (!isHeld('lesson')) return;
    event.preventDefault();
    const lugar = String([...list.children].indexOf(held.thing));
    await save({ modulo: list.dataset.module, lugar });
  });
}

const modules = document.querySelector('[data-modules]');
if (modules) {
  const all = () => [...modules.querySelectorAll('[data-chapter]')];
  for (const handle of modules.querySelectorAll('[data-handle]')) handle.draggable = true;
  modules.addEventListener('dragstart', (event) => {
    if (event.target.closest?.('[data-handle]'))
      take(event, event.target.closest('[data-chapter]'));
  });
  modules.addEventListener('dragend', letGo);
  modules.addEventListener('dragover', (event) => {
    if (isHeld('chapter')) follow(event, event.target.closest('[data-chapter]'));
  });
  modules.addEventListener('drop', async (event) => {
    if (!isHeld('chapter')) return;
    event.preventDefault();
    await save({ lugar: String(all().indexOf(held.thing)) });
  });
}
