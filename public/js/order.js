// Lessons and modules are put in order by dragging. The buttons beside them do the same without this file.
const status = document.querySelector('[data-order-status]');
const modules = document.querySelector('[data-modules]');
/** As long as a slow network may take; who waits longer is told that nothing is known to be kept. */
const PATIENCE = 20_000;

/** What is dragged now, and where it stood before. */
let held = null;
/** What is dragged meanwhile could not go back to a place that is not certain. */
let isSaving = false;

const take = (event, thing) => {
  if (isSaving) {
    event.preventDefault();
    return;
  }
  held = { thing, parent: thing.parentNode, next: thing.nextElementSibling, isDropped: false };
  status.textContent = '';
  thing.classList.add('is-dragged');
  document.body.classList.add('is-ordering');
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('text/plain', '');
};

const putBack = ({ thing, parent, next }) => parent.insertBefore(thing, next);

/** Whatever was not dropped goes back to where it stood. */
const letGo = () => {
  if (held === null) return;
  held.thing.classList.remove('is-dragged');
  document.body.classList.remove('is-ordering');
  if (!held.isDropped) putBack(held);
  held = null;
};

/** Puts what is dragged before or after what it is over. */
const follow = (event, over) => {
  if (over === null || over === held.thing) return;
  const { top, height } = over.getBoundingClientRect();
  if (event.clientY < top + height / 2) over.before(held.thing);
  else over.after(held.thing);
};

/** Shows the page as it is now. An answer to a form that was refused is no page that could be loaded again. */
const showAgain = () => {
  if (window.location.pathname === modules.dataset.modules) window.location.reload();
  else window.location.assign(modules.dataset.modules);
};

/** Saves a place. The page as it is then is shown; what could not be saved is said, and goes back. */
const save = async (place) => {
  const mine = held;
  if (mine.thing.parentNode === mine.parent && mine.thing.nextElementSibling === mine.next) return;
  mine.isDropped = true;
  isSaving = true;
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), PATIENCE);
  const answer = await fetch(mine.thing.dataset.place, {
    method: 'POST',
    body: new URLSearchParams(place),
    redirect: 'manual',
    signal: stop.signal,
  }).catch(() => null);
  clearTimeout(clock);
  if (answer !== null && (answer.ok || answer.type === 'opaqueredirect')) {
    showAgain();
    return;
  }
  putBack(mine);
  isSaving = false;
  status.textContent = status.dataset.failed;
  status.scrollIntoView({ block: 'nearest' });
};

const isHeld = (kind) => held !== null && held.thing.dataset[kind] !== undefined;

/** Takes what is dropped on a place. Some browsers give nothing to a place that did not want it when it was entered. */
const receive = (place, kind, { over, drop }) => {
  for (const name of ['dragenter', 'dragover'])
    place.addEventListener(name, (event) => {
      if (!isHeld(kind)) return;
      event.preventDefault();
      over(event);
    });
  place.addEventListener('drop', async (event) => {
    if (!isHeld(kind)) return;
    event.preventDefault();
    await save(drop());
  });
};

// Selected words that are dragged have no element, and are left alone.
const within = (event, selector) => event.target.closest?.(selector) ?? null;

if (modules) {
  const all = () => [...modules.querySelectorAll('[data-chapter]')];
  for (const thing of modules.querySelectorAll('[data-lesson], [data-handle]'))
    thing.draggable = true;
  modules.addEventListener('dragstart', (event) => {
    const lesson = within(event, '[data-lesson]');
    if (lesson) take(event, lesson);
    else if (within(event, '[data-handle]')) take(event, within(event, '[data-chapter]'));
  });
  modules.addEventListener('dragend', letGo);
  receive(modules, 'chapter', {
    over: (event) => follow(event, within(event, '[data-chapter]')),
    drop: () => ({ lugar: String(all().indexOf(held.thing)) }),
  });
  // Above the lessons of a module is their beginning, below them their end.
  for (const chapter of all()) {
    const list = chapter.querySelector('[data-module]');
    receive(chapter, 'lesson', {
      over: (event) => {
        const { top, bottom } = list.getBoundingClientRect();
        if (event.clientY < top) list.prepend(held.thing);
        else if (event.clientY > bottom || !list.contains(held.thing)) list.append(held.thing);
        follow(event, within(event, '[data-lesson]'));
      },
      drop: () => ({
        modulo: list.dataset.module,
        lugar: String([...list.children].indexOf(held.thing)),
      }),
    });
  }
  const hint = document.querySelector('[data-order-hint]');
  hint.hidden = !window.matchMedia('(pointer: fine)').matches;
}
