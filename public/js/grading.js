/** Keys beside the quick grades: a digit presses the button that shows it, unless somebody is writing. */
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest?.('input, textarea, select')) return;
  const button = [...document.querySelectorAll('button[data-key]')].find(
    ({ dataset }) => dataset.key === event.key,
  );
  if (button === undefined) return;
  event.preventDefault();
  button.click();
});
