// Shows how much of an upload has gone. Without this file the browser sends the form by itself.
const form = document.querySelector('form[data-upload]');
const input = form?.querySelector('input[type=file]');
const button = form?.querySelector('button');
const LIMIT = 210e6;

const words = form && form.appendChild(document.createElement('p'));
const bar = document.createElement('progress');
words?.setAttribute('role', 'status');

const say = (text, isBad) => {
  words.textContent = text;
  words.className = isBad ? 'field__error' : 'soft';
};
const stop = (text) => {
  bar.remove();
  button.disabled = false;
  say(text, true);
};

form?.addEventListener('submit', (event) => {
  const size = Array.from(input.files).reduce((sum, file) => sum + file.size, 0);
  if (size === 0) return;
  event.preventDefault();
  if (size > LIMIT) {
    stop(form.dataset.tooMuch);
    return;
  }
  const request = new window.XMLHttpRequest();
  request.open('POST', form.action);
  request.setRequestHeader('Accept', 'application/json');
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    say(
      loaded < total
        ? `${form.dataset.sending} ${Math.floor((100 * loaded) / total)} %`
        : form.dataset.reading,
    );
  };
  request.onload = () => {
    const answer = request.response || {};
    if (answer.sigue) location.assign(answer.sigue);
    else stop([].concat(answer.error || form.dataset.broken).join(' '));
  };
  request.onerror = () => stop(form.dataset.broken);
  button.disabled = true;
  words.before(bar);
  bar.setAttribute('aria-label', form.dataset.sending);
  say(form.dataset.sending);
  request.send(new FormData(form));
});
