/**
 * Runs in a page that is being tested, and measures what it looks like there: what is cut, what lies on what, what is too small to
 * touch, where the focus is seen, what moves. Each function of `looks` answers problems in words, each with where it is.
 */
const text = (node) => (node.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 40);

const nameOf = (element) => {
  const classes = [...element.classList].map((one) => `.${one}`).join('');
  const id = element.id === '' ? '' : `#${element.id}`;
  return `${element.tagName.toLowerCase()}${id}${classes} "${text(element)}"`;
};

const styleOf = (element, pseudo) => window.getComputedStyle(element, pseudo);

/** Whether somebody sees the element: not what is for screen readers alone, nor what is folded away. */
const isSeen = (element) => {
  if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
    return false;
  for (let at = element; at !== null; at = at.parentElement) {
    if (styleOf(at).clipPath === 'inset(50%)') return false;
  }
  const { right, bottom } = element.getBoundingClientRect();
  return right + window.scrollX > 0 && bottom + window.scrollY > 0;
};

/** Every piece of text that is seen, with the boxes of its lines. */
const piecesOfText = () => {
  const pieces = [];
  const walker = document.createTreeWalker(document.body, 4);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (text(node) === '' || element.closest('option, script, template') !== null) continue;
    if (!isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const shortened = element.closest('.card__about')?.getBoundingClientRect();
    const boxes = [...range.getClientRects()].filter(
      ({ width, height, bottom }) =>
        width > 1 && height > 1 && (shortened === undefined || bottom < shortened.bottom + 4),
    );
    pieces.push({ node, element, boxes });
  }
  return pieces;
};

const cutsOff = ({ overflowX, overflowY }) => /hidden|clip/.test(overflowX + overflowY);
const scrolls = ({ overflowX, overflowY }) => /auto|scroll/.test(overflowX + overflowY);

/** Text that a box cuts off, so that nobody can read it. */
const clipped = () => {
  const problems = [];
  for (const { element, boxes } of piecesOfText()) {
    for (let at = element; at !== document.documentElement; at = at.parentElement) {
      const style = styleOf(at);
      if (scrolls(style)) break;
      if (!cutsOff(style)) continue;
      const frame = at.getBoundingClientRect();
      const isCut = boxes.some(
        ({ left, right, top, bottom }) =>
          left < frame.left - 1 ||
          right > frame.right + 1 ||
          top < frame.top - 4 ||
          bottom > frame.bottom + 4,
      );
      if (isCut) problems.push(`${nameOf(element)} is cut by ${nameOf(at)}`);
    }
  }
  return problems;
};

const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
const controls = () => [...document.querySelectorAll(CONTROLS)].filter(isSeen);

/** How deep two boxes lie in each other, in the direction in which it is less. */
const depth = (one, other) =>
  Math.min(
    Math.min(one.right, other.right) - Math.max(one.left, other.left),
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
  );

/** Whether an element was taken out of the lines on purpose, such as a bar that stays while the page passes. */
const floats = (element) => {
  for (let at = element; at !== null; at = at.parentElement) {
    if (/sticky|fixed/.test(styleOf(at).position)) return true;
  }
  return false;
};

/** How deep boxes may lie in each other: the box of a line is taller than its letters. */
const allowed = (one, other) => Math.max(5, 0.15 * Math.min(one.height, other.height));

/** Lines of text and controls that lie on each other. */
const overlapping = () => {
  document.activeElement.blur();
  const things = piecesOfText().flatMap(({ element, boxes }) =>
    floats(element) ? [] : boxes.map((box) => ({ element, box })),
  );
  for (const element of controls()) {
    if (element.matches('input, select, textarea') && !floats(element))
      things.push({ element, box: element.getBoundingClientRect() });
  }
  things.sort((one, other) => one.box.top - other.box.top);
  const problems = new Set();
  things.forEach(({ element, box }, at) => {
    for (let next = at + 1; next < things.length; next += 1) {
      const other = things[next];
      if (other.box.top > box.bottom) break;
      if (other.element !== element && depth(box, other.box) > allowed(box, other.box))
        problems.add(`${nameOf(element)} and ${nameOf(other.element)} lie on each other`);
    }
  });
  return [...problems];
};

const SMALLEST = 24;
const MAIN =
  '.button, .input, .choice, .sentence select, .places a, .menu > summary, .tabs a, .pages a';
const MAIN_SIZE = 44;

const isInSentence = (element) =>
  styleOf(element).display === 'inline' && text(element.parentElement) !== text(element);

/** What is too small for a finger. A link inside a sentence has the height of its line. */
const tooSmall = () =>
  controls().flatMap((element) => {
    const target = element.closest('.choice') ?? element;
    const after = styleOf(element, '::after');
    if (after.position === 'absolute' && after.content !== 'none') return [];
    const { width, height } = target.getBoundingClientRect();
    const least = target.matches(MAIN) ? MAIN_SIZE : SMALLEST;
    if (isInSentence(element) || Math.min(width, height) >= least - 0.5) return [];
    return [`${nameOf(element)} is ${width.toFixed(0)} x ${height.toFixed(0)} px`];
  });

const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
const luminance = ([red, green, blue]) => {
  const [r, g, b] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [dark, light] = [luminance(channels(one)), luminance(channels(other))].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
};
const isClear = (colour) => colour === 'transparent' || channels(colour)[3] === 0;

/** What lies behind everything. */
const canvas = () => {
  const { style } = document.documentElement;
  style.backgroundColor = 'Canvas';
  const { backgroundColor } = styleOf(document.documentElement);
  style.backgroundColor = '';
  return backgroundColor;
};

/** The colour that lies behind an element. */
const groundOf = (element) => {
  for (let at = element; at !== null; at = at.parentElement) {
    const { backgroundColor } = styleOf(at);
    if (!isClear(backgroundColor)) return backgroundColor;
  }
  return canvas();
};

/** The part of an element's first line that is not scrolled away. */
const inSight = (element) => {
  const [line] = element.getClientRects();
  let { left, right, top, bottom } = line;
  const keepWithin = (frame) => {
    left = Math.max(left, frame.left);
    right = Math.min(right, frame.right);
    top = Math.max(top, frame.top);
    bottom = Math.min(bottom, frame.bottom);
  };
  keepWithin({ left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight });
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (scrolls(styleOf(at))) keepWithin(at.getBoundingClientRect());
  }
  return { left, right, top, bottom };
};

/** A browser leaves alone what it shows in part, and so does the rule. */
const GLIMPSE = 6;
const focusProblem = (element) => {
  element.focus();
  if (document.activeElement !== element) return 'does not take the focus';
  const { outlineStyle, outlineWidth, outlineColor } = styleOf(element);
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return 'shows no focus';
  const ratio = contrast(outlineColor, groundOf(element.parentElement));
  if (ratio < 3) return `shows its focus with ${ratio.toFixed(1)}:1`;
  const { left, right, top: upper, bottom } = inSight(element);
  if (right - left < GLIMPSE || bottom - upper < GLIMPSE) return 'has the focus out of sight';
  const top = document.elementFromPoint((left + right) / 2, (upper + bottom) / 2);
  const isOnTop =
    element.contains(top) || top?.contains(element) || top?.closest('label')?.contains(element);
  return isOnTop ? null : `has the focus behind ${top === null ? 'nothing' : nameOf(top)}`;
};

/** Where the focus is not seen: no ring, too little contrast, or something lies on it. The keyboard must have been used before. */
const focus = () => {
  const reachable = [...document.querySelectorAll(`${CONTROLS}, [tabindex="0"]`)].filter(
    (element) => isSeen(element) && !element.disabled && element.tabIndex >= 0,
  );
  return reachable.flatMap((element) => {
    const problem = focusProblem(element);
    return problem === null ? [] : [`${nameOf(element)} ${problem}`];
  });
};

/** Where the keyboard goes against the reading: upwards within a column, or by an order of its own. */
const outOfOrder = () => {
  const problems = [];
  let before = null;
  for (const element of controls().filter((one) => one.tabIndex >= 0 && !floats(one))) {
    if (element.tabIndex > 0) problems.push(`${nameOf(element)} has a tabindex of its own`);
    const box = element.getBoundingClientRect();
    const isAbove = before !== null && box.bottom <= before.box.top + 1;
    if (isAbove && box.left < before.box.right && box.right > before.box.left)
      problems.push(`${nameOf(element)} comes after ${nameOf(before.element)} and stands above it`);
    before = { element, box };
  }
  return problems;
};

/** What moves by itself or takes time to change. */
const moving = () => {
  const running = document.getAnimations().map(({ effect }) => nameOf(effect.target));
  const slow = [...document.querySelectorAll('body, body *')].filter((element) =>
    [undefined, '::before', '::after'].some((pseudo) => {
      const { transitionDuration, animationName, scrollBehavior } = styleOf(element, pseudo);
      return (
        /[1-9]/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth'
      );
    }),
  );
  return [...running, ...slow.map(nameOf)].map((name) => `${name} moves`);
};

const BOXED =
  '.button:not(.button--quiet), .input, .choice__text, .notice, .badge, .status, .error-summary, .card';
const GLYPHS = '.notice__title, .badge, .saved, .verdict, .status__word, .field__error';

/** What loses its meaning with the colours of the system: words and marks like their ground, boxes without a line, signs without a sign. */
const colourless = () => {
  const problems = piecesOfText()
    .filter(({ element }) => {
      const { color, fill } = styleOf(element);
      return contrast(element.closest('svg') === null ? color : fill, groundOf(element)) < 4.5;
    })
    .map(({ element }) => `${nameOf(element)} is not read`);
  for (const element of [...document.querySelectorAll(BOXED)].filter(isSeen)) {
    const { borderTopWidth, borderTopColor } = styleOf(element);
    if (parseFloat(borderTopWidth) < 1 || contrast(borderTopColor, groundOf(element)) < 3)
      problems.push(`${nameOf(element)} has no line around it`);
  }
  for (const element of [...document.querySelectorAll(GLYPHS)].filter(isSeen)) {
    const { content, color, backgroundColor } = styleOf(element, '::before');
    const ground = isClear(backgroundColor) ? groundOf(element) : backgroundColor;
    if (content === 'none' || contrast(color, ground) < 3)
      problems.push(`${nameOf(element)} has no sign before its word`);
  }
  for (const element of document.querySelectorAll('main svg [class]')) {
    if (element.closest('.certificate, .grid-line') !== null || !isSeen(element)) continue;
    const { fill, stroke } = styleOf(element);
    const ground = groundOf(element.closest('svg').parentElement);
    const isDrawn = [fill, stroke].some(
      (paint) => paint.startsWith('rgb') && contrast(paint, ground) >= 3,
    );
    if (!isDrawn) problems.push(`${element.tagName}.${element.getAttribute('class')} is not seen`);
  }
  return problems;
};

const FRAME = 'nav, .skip, .bar, .site-foot, .demo-banner, .exit-note, .button, audio, video';

/** What does not belong on paper, or is lost there: a menu, a text that stays folded, an address that nobody can follow, pale letters. */
const onPaper = () => {
  const frame = [...document.querySelectorAll(FRAME)].filter(isSeen);
  const folded = [...document.querySelectorAll('main details:not([open]) > :not(summary)')].filter(
    (element) => element.closest('nav, .only-wide, .only-narrow') === null && !isSeen(element),
  );
  const links = [...document.querySelectorAll('main a[href^="http"]')].filter(
    (link) =>
      isSeen(link) &&
      !text(link).includes(link.host) &&
      !styleOf(link, '::after').content.includes(link.host),
  );
  const pale = piecesOfText().filter(
    ({ element }) => contrast(styleOf(element).color, 'rgb(255, 255, 255)') < 4.5,
  );
  return [
    ...frame.map((element) => `${nameOf(element)} is printed`),
    ...folded.map((element) => `${nameOf(element)} stays folded`),
    ...links.map((link) => `${nameOf(link)} does not say where it leads`),
    ...pale.map(({ element }) => `${nameOf(element)} is pale`),
  ];
};

const tooWide = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`is ${scrollWidth - clientWidth} px too wide`] : [];
};

/** Lays another style over the page, or takes it off again; the content policy of the page says nothing about this way. */
const wear = (css) => {
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
};

window.looks = {
  clipped,
  overlapping,
  tooSmall,
  focus,
  outOfOrder,
  moving,
  colourless,
  onPaper,
  tooWide,
  wear,
};
