// Records what somebody says, lets her hear it, and sends it when she says so. Without this file a recording is chosen as a
// file. What could not be sent waits on her own phone, sealed like answers that wait (pending.js); on a shared phone nothing does.
import { newKey, openLocker } from './pending.js';

const place = document.querySelector('[data-recorder]');
const words = place.dataset;
const part = (name) => place.querySelector(`[data-${name}]`);
const [start, stop, heard, sound, sendButton, again, clock, speaker, enter] = [
  ...['record', 'stop', 'heard', 'listen', 'send', 'again', 'time', 'say', 'enter'],
].map(part);
const name = `${words.action.split('/')[2]}~${words.recorder}`;
const KINDS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
/** Speech is understood well at this; a minute weighs 180 kB. */
const BITS = 24000;
const DAYS_KEPT = 30 * 864e5;

/** What was recorded and not sent: its bytes, and the key of its sending. */
let held = null;
let locker = null;
let recorder = null;
let tick = 0;
let timer = 0;
let pause = 0;
let sending = false;

const say = (word) => {
  speaker.textContent = words[word] || word || '';
};
const show = (seconds) => {
  clock.textContent = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
};
/** One of: to begin, while it records, to listen. */
function stage(now) {
  start.hidden = now !== 'new';
  stop.hidden = now !== 'recording';
  heard.hidden = now !== 'held';
}

function offer(word) {
  if (sound.src) URL.revokeObjectURL(sound.src);
  sound.src = URL.createObjectURL(held.blob);
  stage('held');
  say(word);
}

const asText = (blob) =>
  new Promise((done, fail) => {
    const reader = new window.FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = fail;
    reader.readAsDataURL(blob);
  });

async function keep() {
  if (!locker || !held) return;
  const { key, blob } = held;
  await locker
    .keep(name, { key, at: Date.now(), type: blob.type, bytes: await asText(blob) })
    .catch(say);
}
const forget = () => locker && locker.drop(name).catch(() => {});

async function record() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (error) {
    say({ NotAllowedError: 'refused', NotFoundError: 'none' }[error.name] || 'failed');
    return;
  }
  const mimeType = KINDS.find((kind) => window.MediaRecorder.isTypeSupported(kind));
  const pieces = [];
  const began = Date.now();
  let word = 'recorded';
  recorder = new window.MediaRecorder(stream, {
    ...(mimeType && { mimeType }),
    audioBitsPerSecond: BITS,
  });
  recorder.ondataavailable = ({ data }) => data.size && pieces.push(data);
  recorder.onstop = () => {
    clearInterval(tick);
    for (const track of stream.getTracks()) track.stop();
    if (!pieces.length) {
      stage(held ? 'held' : 'new');
      say('failed');
      return;
    }
    held = { key: newKey(), blob: new window.Blob(pieces, { type: recorder.mimeType }) };
    offer(word);
    sendButton.focus();
    keep();
  };
  recorder.start(1000);
  stage('recording');
  stop.focus();
  say('recording');
  show(0);
  tick = setInterval(() => {
    const seconds = (Date.now() - began) / 1000;
    show(Math.min(seconds, words.seconds));
    if (seconds < words.seconds || recorder.state === 'inactive') return;
    word = 'full';
    recorder.stop();
  }, 250);
}

function later() {
  say('retry');
  pause = Math.min(60000, pause * 2 || 2000);
  timer = setTimeout(send, pause * (0.75 + Math.random() / 2));
}

/** The same key until the server answers, so that what arrived twice counts once. */
async function send() {
  clearTimeout(timer);
  if (sending || !held) return;
  sending = true;
  sendButton.setAttribute('aria-disabled', 'true');
  say('sending');
  enter.hidden = true;
  const form = new FormData();
  form.set('reactivo', words.recorder);
  form.set('clave', held.key);
  form.set('archivo', held.blob, 'grabacion');
  try {
    const answer = await fetch(words.action, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
    });
    const { status } = answer;
    const data = await answer.json().catch(() => ({}));
    if (status === 200 && data.sigue) {
      held = null;
      await forget();
      location.assign(data.sigue);
    } else if (status === 409) {
      await forget();
      location.assign(words.attemptHref);
    } else if (status === 401 || status === 403 || status === 404) {
      say('signIn');
      enter.hidden = false;
    } else if (status === 413 || status === 422)
      say([].concat(data.error || words.failed).join(' '));
    else later();
  } catch {
    later();
  }
  sending = false;
  sendButton.removeAttribute('aria-disabled');
}

start.addEventListener('click', record);
stop.addEventListener('click', () => recorder.stop());
sendButton.addEventListener('click', () => {
  pause = 0;
  send();
});
again.addEventListener('click', () => {
  if (sending) return;
  // What was recorded stays until there is something in its place.
  clearTimeout(timer);
  pause = 0;
  record();
});
addEventListener('online', () => pause && send());

/** Recordings that waited longer than anybody answers are thrown away. */
async function tidy() {
  for (const other of await locker.attempts()) {
    const old = other === name ? null : await locker.read(other);
    if (old && Date.now() - old.at > DAYS_KEPT) locker.drop(other);
  }
}

async function begin() {
  if (!navigator.mediaDevices || !window.MediaRecorder) return;
  place.hidden = false;
  if (!words.pendKey) return;
  locker = await openLocker({ pendTag: `${words.pendTag}-voz`, pendKey: words.pendKey });
  const stored = locker && (await locker.read(name));
  if (locker) tidy();
  if (!stored || held || (recorder && recorder.state === 'recording')) return;
  const bytes = atob(stored.bytes.slice(stored.bytes.indexOf(',') + 1));
  const blob = new window.Blob([Uint8Array.from(bytes, (char) => char.charCodeAt(0))], {
    type: stored.type,
  });
  held = { key: stored.key, blob };
  offer('found');
}

begin();
