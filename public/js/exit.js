// Quick exit: the button, or Shift three times within two seconds. Without this file the form does it. On a shared phone
// the browser is asked not to remember what is typed.
const form = document.querySelector('[data-exit-url]');
const MARK = 'salida';
const PRESSES = 3;
const WITHIN = 2000;

function leave() {
  const url = form.dataset.exitUrl;
  document.title = '';
  document.documentElement.hidden = true;
  document.body.textContent = '';
  try {
    sessionStorage.clear();
    sessionStorage.setItem(MARK, '1');
    // Unsent answers stay: they are encrypted and useless without signing in again.
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith('pend:')) localStorage.removeItem(key);
    }
  } catch {
    // Storage may be switched off; leaving matters more.
  }
  fetch(form.action, {
    method: 'POST',
    keepalive: true,
    credentials: 'same-origin',
    headers: { accept: 'application/json' },
  }).catch(() => undefined);
  try {
    // A page in a frame takes the page around it along.
    window.top.document.documentElement.hidden = true;
    window.top.location.replace(url);
  } catch {
    location.replace(url);
  }
}

/** Asks the browser neither to offer what was typed to the next person nor to restore it with the tab. */
function forgetTyped(fields) {
  for (const field of fields.elements) field.autocomplete = 'off';
}

if (form && 'shared' in form.dataset) for (const fields of document.forms) forgetTyped(fields);
for (const box of document.querySelectorAll('[name=compartido]')) {
  box.addEventListener('change', () => {
    if (box.checked) forgetTyped(box.form);
  });
}

if (form) {
  const status = form.querySelector('[role=status]');
  const words = form.dataset;
  let presses = 0;
  let timer = 0;
  let alone = false;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    leave();
  });

  const forget = () => {
    presses = 0;
    clearTimeout(timer);
    status.textContent = '';
  };

  // A press counts on release and only when Shift went down alone, so capital letters stay silent.
  document.addEventListener('keydown', (event) => {
    alone = event.key === 'Shift';
    if (!alone && presses) forget();
  });
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return;
    presses += 1;
    if (presses === 1) timer = setTimeout(forget, WITHIN);
    if (presses === PRESSES) leave();
    else status.textContent = presses === 1 ? words.exitTwo : words.exitOne;
  });

  // The back button must not bring a page back after leaving; coming again by an address or a link may.
  addEventListener('pageshow', (event) => {
    const [visit] = performance.getEntriesByType('navigation');
    const back = event.persisted || (visit && visit.type === 'back_forward');
    try {
      if (!sessionStorage.getItem(MARK)) return;
      if (back) leave();
      else sessionStorage.removeItem(MARK);
    } catch {
      // As above.
    }
  });
}
