// How fast a recording is heard. Without this file the player of the browser is there alone.
for (const place of document.querySelectorAll('[data-sound]')) {
  const sound = place.querySelector('audio');
  const speed = place.querySelector('[data-speed]');
  if (!speed) continue;
  speed.closest('p').hidden = false;
  speed.addEventListener('change', () => {
    sound.playbackRate = Number(speed.value);
  });
}
