// Saves each answer as it is given and says truly where it is: received by the server, or still on this phone. Without
// this file every question has its own button.
import { newKey, openLocker, post, sendWaiting } from './pending.js';

const form = document.querySelector('[data-attempt]');
const words = form.dataset;
const { attempt } = words;
const fields = new Map(
  [...form.querySelectorAll('[data-item]')].map((field) => [field.dataset.item, field]),
);
const trouble = form.querySelector('[data-trouble]');
const speaker = document.querySelector('[data-say]');
let clockFace;
/** Made for the first receipt: zones and words of a language take a slow phone longer than all else that the page does at first. */
function timeOf(at) {
  clockFace ??= new Intl.DateTimeFormat(words.locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'America/Mexico_City',
  });
  return clockFace.format(new Date(at));
}

/** Answers not yet in a batch, by item. */
let waiting = {};
/** What is being sent under one key. It is repeated until the server answers, so that answers never overtake each other. */
let batch = null;
let locker = null;
/** Counts changes, to know whether the last one is on the phone already. */
let changes = 0;
let kept = false;
let over = false;
/** What became of the last sending. */
let last = '';
let pause = 0;
let timer = 0;
let running = null;

const controlsIn = (field) => [...field.querySelectorAll('[name^=r_]')];
const isBox = ({ type }) => type === 'radio' || type === 'checkbox';
/** A template that nobody touched answers nothing. */
const isGiven = (control) =>
  isBox(control)
    ? control.checked
    : control.value.trim() !== '' &&
      !('template' in control.dataset && control.value === control.defaultValue);
const partOf = ({ name }) => name.split('.')[1];
/** What a field says: texts, or the name and the value of each part. */
const chosenIn = (field) =>
  controlsIn(field)
    .filter(isGiven)
    .map((control) => (partOf(control) ? [partOf(control), control.value] : control.value));
/** Whether nothing of a field is left to answer. One with a page of its own says so itself, and so does a recording. */
function isWhole(field) {
  if ('step' in field.dataset) return field.dataset.step !== '';
  if ('held' in field.dataset) return true;
  const names = (controls) => new Set(controls.map(({ name }) => name)).size;
  const controls = controlsIn(field);
  return controls.length > 0 && names(controls) === names(controls.filter(isGiven));
}
const has = (answers, item) => Object.hasOwnProperty.call(answers, item);
const isWaiting = (item) => has(waiting, item) || Boolean(batch && has(batch.answers, item));
const isAnyWaiting = () => Boolean(batch) || Object.keys(waiting).length > 0;

function say(item, text, kind) {
  const state = fields.get(item).querySelector('[data-state]');
  if (state.textContent !== text) state.textContent = text;
  state.className = `saved ${kind}`;
}

function sayWaiting() {
  const text = over ? words.notSent : kept ? words.waiting : words.sending;
  for (const item of fields.keys()) if (isWaiting(item)) say(item, text, 'is-care');
  const missing = [...fields.values()].filter((field) => !isWhole(field)).length;
  form.querySelector('[data-missing]').textContent = counted('missing', missing);
}

const counted = (word, count) =>
  count > 1 ? words[`${word}N`].replace('#', count) : words[`${word}-${count}`];

function warn(outcome) {
  trouble.hidden = !outcome;
  if (!outcome) return;
  trouble.querySelector('p').textContent = words[outcome];
  for (const link of trouble.querySelectorAll('a')) link.hidden = link.dataset.for !== outcome;
}

let writing = Promise.resolve();

/** Brings the phone's copy up to date; writes follow each other, and each writes what is true then. */
function keep() {
  writing = writing.then(async () => {
    if (locker) {
      const change = changes;
      try {
        if (over || !isAnyWaiting()) await locker.drop(attempt);
        else await locker.keep(attempt, { batch, waiting });
        kept = change === changes;
      } catch {
        kept = false;
      }
    }
    sayWaiting();
  });
  return writing;
}

async function sendAll() {
  clearTimeout(timer);
  while (!over && isAnyWaiting()) {
    if (!batch) {
      batch = { key: newKey(), answers: waiting };
      waiting = {};
    }
    await keep();
    const { outcome, at } = await post(attempt, batch);
    if (outcome === 'clash') {
      batch.key = newKey();
      continue;
    }
    last = outcome;
    if (outcome !== 'received') {
      warn(outcome);
      over = outcome === 'closed';
      if (outcome === 'retry') {
        pause = Math.min(60000, pause * 2 || 2000);
        timer = setTimeout(send, pause * (0.75 + Math.random() / 2));
      }
      break;
    }
    const { answers } = batch;
    batch = null;
    pause = 0;
    warn('');
    for (const [item, chosen] of Object.entries(answers)) {
      if (isWaiting(item)) continue;
      const whole = isWhole(fields.get(item));
      const said = whole ? words.received : words.partly;
      if (chosen.length || 'held' in fields.get(item).dataset)
        say(item, said.replace('#', timeOf(at)), whole ? 'is-ok' : 'is-info');
      else say(item, words.unanswered, '');
    }
  }
  await keep();
}

/** One sending at a time; asking again waits for it. */
function send() {
  running ??= sendAll().finally(() => {
    running = null;
  });
  return running;
}

/** Timers of what is being typed, by item. */
const typing = new Map();
const isTyped = (control) => !isBox(control) && control.type !== 'select-one';

function changed(item) {
  clearTimeout(typing.get(item));
  typing.delete(item);
  waiting[item] = chosenIn(fields.get(item));
  // The server tells anew what looks like a slip, before handing in.
  fields.get(item).querySelector('[data-doubt]')?.remove();
  changes += 1;
  kept = false;
  sayWaiting();
  keep();
  // A sending under way takes it along when it comes to it.
  send();
}

form.addEventListener('change', ({ target }) => {
  const field = target.closest('[data-item]');
  if (!field) return;
  const { item } = field.dataset;
  // What was typed is on its way already when the hand has rested.
  if (!isTyped(target) || typing.has(item)) changed(item);
});

const PAUSE = 1200;

/** What is typed goes on its way when the hand rests, and not with every letter. */
form.addEventListener('input', ({ target }) => {
  const field = target.closest('[data-item]');
  if (!field || !isTyped(target)) return;
  const { item } = field.dataset;
  clearTimeout(typing.get(item));
  typing.set(
    item,
    setTimeout(() => changed(item), PAUSE),
  );
  say(item, words.sending, 'is-care');
  count(field);
});

/** Nothing that was typed stays behind. */
const rest = () => {
  for (const item of [...typing.keys()]) changed(item);
};

function count(field) {
  const counter = field.querySelector('[data-words]');
  if (!counter) return;
  const { value } = field.querySelector('textarea');
  counter.hidden = false;
  counter.textContent = counted('words', value.split(/\s+/).filter(Boolean).length);
}

let leaving = false;

/** Sends what waits and then hands in as the form does without this file. */
async function handIn(next) {
  if (leaving) return;
  leaving = true;
  pause = 0;
  rest();
  await send();
  if (isAnyWaiting()) await send();
  if (!isAnyWaiting() && navigator.onLine) {
    if (next) location.assign(next);
    else form.submit();
    return;
  }
  leaving = false;
  if (last === 'retry' || !navigator.onLine) warn('offline');
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  handIn(event.submitter && event.submitter.dataset.href);
});

const clock = document.querySelector('[data-left]');
/** Minutes left that are said aloud; of several passed at once, as after sleep, the least. */
const ANNOUNCED = [1, 5, 10];
let isOut = false;

function startClock() {
  const end = Date.now() + clock.dataset.left * 1000;
  let shown = Math.floor(clock.dataset.left / 60);
  const tick = setInterval(() => {
    const left = Math.max(0, Math.floor((end - Date.now()) / 1000));
    const minutes = Math.floor(left / 60);
    if (minutes !== shown) {
      clock.textContent = counted('left', minutes);
      const passed = ANNOUNCED.find((mark) => minutes < mark && shown >= mark);
      if (passed) speaker.textContent = counted('left', passed);
      shown = minutes;
    }
    if (left > 0) return;
    clearInterval(tick);
    isOut = true;
    clock.textContent = speaker.textContent = words.over;
    const confirm = document.createElement('input');
    Object.assign(confirm, { type: 'hidden', name: 'confirmar', value: '1' });
    form.append(confirm);
    handIn();
  }, 1000);
}

async function comeBack() {
  leaving = false;
  pause = 0;
  await send();
  if (isOut && !over) handIn();
}

addEventListener('online', comeBack);
addEventListener('pageshow', comeBack);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') send();
  else rest();
});

function take(answers) {
  for (const [item, chosen] of Object.entries(answers)) {
    const field = fields.get(item);
    if (!field || has(waiting, item)) continue;
    for (const control of controlsIn(field)) {
      const part = partOf(control);
      if (isBox(control)) control.checked = chosen.includes(control.value);
      else if (part) control.value = (chosen.find(([name]) => name === part) || [])[1] || '';
      else control.value = chosen[0] || '';
    }
    field.dispatchEvent(new Event('filled'));
    count(field);
  }
}

/** What waited here when the browser was closed is chosen again and sent. */
async function begin() {
  for (const button of form.querySelectorAll('[name=guardar]')) {
    button.hidden = button.disabled = true;
  }
  for (const field of form.querySelectorAll('[data-unsent]')) changed(field.dataset.item);
  fields.forEach(count);
  if (clock) startClock();
  if (!words.pendKey) {
    sayWaiting();
    return;
  }
  const opened = await openLocker(words);
  document.querySelector(opened ? '[data-kept]' : '[data-not-kept]').hidden = false;
  if (!opened) return;
  const stored = await opened.read(attempt);
  if (stored) {
    take({ ...(stored.batch && stored.batch.answers), ...stored.waiting });
    const older = { ...(batch && stored.batch && stored.batch.answers), ...stored.waiting };
    for (const [item, chosen] of Object.entries(older)) {
      if (!isWaiting(item)) waiting[item] = chosen;
    }
    batch ??= stored.batch;
  }
  locker = opened;
  await keep();
  send();
  sendWaiting(opened, attempt);
}

begin();
