// Answers that could not be sent wait on the phone, encrypted under a key that only pages behind the person's session
// carry. Any signed-in page that gives the key sends what waits and erases it on receipt.
const encode = (text) => new TextEncoder().encode(text);
const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const STORE = 'pend';

const openStore = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(STORE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = reject;
  });

/**
 * One act on the phone's store. It resolves when the disk has it: `localStorage` is written seconds later, and a browser
 * that is killed meanwhile would lose what the page calls kept.
 */
const act = (store, mode, work) =>
  new Promise((resolve, reject) => {
    const change = store.transaction(STORE, mode, { durability: 'strict' });
    const request = work(change.objectStore(STORE));
    change.oncomplete = () => resolve(request.result);
    change.onerror = change.onabort = reject;
  });

/** Where one person's answers wait. Null where the browser cannot encrypt or keep anything. */
export async function openLocker({ pendTag, pendKey }) {
  try {
    const prefix = `pend:${pendTag}:`;
    const secret = await crypto.subtle.importKey('raw', toBytes(pendKey), 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ]);
    const store = await openStore();
    // The name is sealed in: an entry that was moved under another name does not open.
    const how = (name, iv) => ({ name: 'AES-GCM', iv, additionalData: encode(name) });
    return {
      async attempts() {
        const names = await act(store, 'readonly', (entries) => entries.getAllKeys());
        return names
          .filter((name) => name.startsWith(prefix))
          .map((name) => name.slice(prefix.length));
      },
      async keep(attempt, waiting) {
        const name = prefix + attempt;
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const plain = encode(JSON.stringify(waiting));
        const sealed = await crypto.subtle.encrypt(how(name, iv), secret, plain);
        await act(store, 'readwrite', (entries) => entries.put({ iv, sealed }, name));
      },
      async read(attempt) {
        const name = prefix + attempt;
        try {
          const { iv, sealed } = await act(store, 'readonly', (entries) => entries.get(name));
          const plain = await crypto.subtle.decrypt(how(name, iv), secret, sealed);
          return JSON.parse(new TextDecoder().decode(plain));
        } catch {
          return null;
        }
      },
      drop: (attempt) => act(store, 'readwrite', (entries) => entries.delete(prefix + attempt)),
    };
  } catch {
    return null;
  }
}

/** Names a sending, so that repeating it is harmless. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join('');

const PATIENCE = 20000;

/** Sends answers and says what became of them. Only a receipt counts as received. */
export async function post(attempt, { key, answers }) {
  const body = new URLSearchParams({ clave: key });
  for (const [item, chosen] of Object.entries(answers)) {
    // A part of an answer is its name and its value.
    for (const one of chosen.length ? chosen : ['']) {
      if (typeof one === 'string') body.append(`r_${item}`, one);
      else body.append(`r_${item}.${one[0]}`, one[1]);
    }
  }
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(`/intentos/${attempt}/respuestas`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      signal: stop.signal,
    });
    const { status } = response;
    const data = await response.json();
    if (status === 200 && data.recibo) return { outcome: 'received', at: data.a };
    if (status === 403 || status === 404) return { outcome: 'signIn' };
    if (status === 409) return { outcome: data.motivo === 'clave' ? 'clash' : 'closed' };
    return { outcome: status >= 400 && status < 500 && status !== 429 ? 'reload' : 'retry' };
  } catch {
    return { outcome: 'retry' };
  } finally {
    clearTimeout(timer);
  }
}

/** Sends what waits of other attempts. Stops at the first that cannot be sent now; it keeps waiting. */
export async function sendWaiting(locker, except) {
  const told = { sent: 0, late: 0 };
  for (const attempt of await locker.attempts()) {
    const stored = attempt === except ? null : await locker.read(attempt);
    if (!stored) continue;
    let { batch, waiting } = stored;
    while (batch || Object.keys(waiting).length) {
      if (!batch) {
        batch = { key: newKey(), answers: waiting };
        waiting = {};
      }
      await locker.keep(attempt, { batch, waiting });
      const { outcome } = await post(attempt, batch);
      const count = Object.keys(batch.answers).length;
      if (outcome === 'clash') batch.key = newKey();
      else if (outcome === 'received' || outcome === 'closed') {
        told[outcome === 'closed' ? 'late' : 'sent'] += count;
        batch = null;
      } else return told;
    }
    await locker.drop(attempt);
  }
  return told;
}

const place = document.querySelector('[data-pend-one]');

async function deliver() {
  const locker = await openLocker(place.dataset);
  if (!locker) return;
  const { sent, late } = await sendWaiting(locker);
  const { pendOne, pendMany, pendLate } = place.dataset;
  const said = [sent === 1 ? pendOne : pendMany.replace('#', sent), pendLate].filter((_, i) =>
    i ? late : sent,
  );
  if (!said.length) return;
  place.hidden = false;
  place.textContent = said.join(' ');
}

if (place) {
  deliver();
  addEventListener('online', deliver);
}
