// Steps are put in order with two buttons each, and the new place is said. Without this file each step has a list of places.
const speaker = document.querySelector('[data-say]');

function start(list) {
  const { up, down, place, keep } = list.dataset;
  const steps = () => [...list.children];
  const selectOf = (step) => step.querySelector('select');
  const own = document.createElement('button');

  const button = (step, text, by) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'button';
    made.textContent = text;
    const name = document.createElement('span');
    name.className = 'visually-hidden';
    name.textContent = ` ${step.querySelector('label').textContent}`;
    made.append(name);
    made.addEventListener('click', () => move(step, by, made));
    return made;
  };

  function settle() {
    steps().forEach((step, at) => {
      selectOf(step).value = String(at + 1);
    });
    own.hidden = true;
    selectOf(list.children[0]).dispatchEvent(new Event('change', { bubbles: true }));
  }

  function move(step, by, made) {
    const at = steps().indexOf(step);
    const other = steps()[at + by];
    if (other && by < 0) list.insertBefore(step, other);
    else if (other) list.insertBefore(other, step);
    settle();
    made.focus();
    const text = step.querySelector('label').textContent;
    speaker.textContent = `${text}: ${place.replace('#', steps().indexOf(step) + 1)}`;
  }

  /** Shows the steps in the order that their places say, once all have one. */
  function arrange() {
    const places = steps().map((step) => Number(selectOf(step).value));
    const isOrder = new Set(places).size === places.length && !places.includes(0);
    own.hidden = isOrder;
    if (!isOrder) return;
    const number = (step) => Number(selectOf(step).value);
    list.append(...steps().sort((one, next) => number(one) - number(next)));
  }

  for (const step of steps()) {
    selectOf(step).hidden = true;
    const buttons = document.createElement('span');
    buttons.className = 'ordering__buttons';
    buttons.append(button(step, up, -1), button(step, down, 1));
    step.append(buttons);
  }
  own.type = 'button';
  own.className = 'button';
  own.textContent = keep;
  own.addEventListener('click', settle);
  list.after(own);
  list.closest('[data-item]').addEventListener('filled', arrange);
  arrange();
}

document.querySelectorAll('[data-ordering]').forEach(start);
