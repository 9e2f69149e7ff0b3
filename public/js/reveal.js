// A button beside each password field that shows what was typed. Without this file the field is a plain one.
for (const input of document.querySelectorAll('input[data-reveal]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button--quiet';
  button.setAttribute('aria-controls', input.id);
  const paint = () => {
    const shown = input.type === 'text';
    button.textContent = shown ? input.dataset.hide : input.dataset.reveal;
  };
  button.addEventListener('click', () => {
    input.type = input.type === 'password' ? 'text' : 'password';
    paint();
  });
  input.form.addEventListener('submit', () => {
    // The browser offers to keep a password only from a field of that kind.
    input.type = 'password';
  });
  paint();
  input.after(button);
}
