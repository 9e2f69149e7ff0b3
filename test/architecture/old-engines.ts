/** What came into Chrome after version 87, by the way it is written: the newest that an old phone may lack. */
export type Newer = Record<string, RegExp>;

const property = (names: string): RegExp => new RegExp(`[{;]\\s*(${names})\\s*:`);
const value = (names: string): RegExp => new RegExp(`:[^;{}]*[\\s:(,](${names})[\\s;},)]`);

export const NEWER_STYLES: Newer = {
  'aspect-ratio': property('aspect-ratio'),
  'accent-color': property('accent-color'),
  'text-wrap': property('text-wrap(-mode|-style)?|white-space-collapse|text-box(-\\w+)?'),
  'single transforms': property('translate|rotate|scale'),
  'container queries': property('container(-type|-name)?'),
  'scroll bars': property('scrollbar-(gutter|width|color)'),
  'forced-color-adjust': property('forced-color-adjust'),
  'text-decoration-thickness': property('text-decoration-thickness|initial-letter|hyphenate-\\w+'),
  'corner by direction': property('border-(start|end)-(start|end)-radius'),
  'plain mask and emphasis': property(
    'mask(-\\w+)?|text-emphasis(-\\w+)?|font-(synthesis|palette)',
  ),
  'field-sizing': property('field-sizing|interpolate-size|anchor-name|position-(anchor|area)'),
  motion: property('view-transition-\\w+|animation-(timeline|range)|scroll-timeline'),
  'overflow: clip': /overflow(-[xy])?:\s*clip\b|overflow-clip-margin/,
  subgrid: value('subgrid|revert-layer|disclosure-(open|closed)'),
  'units of the visible window': /[\d.](dv|sv|lv)(h|w|i|b|min|max)\b/,
  'units of lines and containers': /[\d.](r?lh|cap|rcap|cq(w|h|i|b|min|max))\b/,
  'mixed and wide colours': /\b(color-mix|color|oklch|oklab|lch|lab|hwb|light-dark)\(/,
  'new arithmetic': /[^-\w](round|mod|rem|sin|cos|tan|abs|sign|sqrt|pow|hypot|exp|log)\(/,
  ':has()': /:has\(/,
  ':is() and :where()': /:(is|where)\(/,
  ':not() of several': /:not\([^()]*,|:not\(:[\w-]*any\(/,
  'newer states': /:(user-(in)?valid|popover-open|modal|autofill|open|dir\(|state\()/,
  'newer parts': /::(file-selector-button|details-content|highlight|target-text|picker)/,
  'newer rules':
    /@(layer|container|scope|starting-style|counter-style|position-try|view-transition)\b/,
  'nested rules': /[{;}]\s*&/,
  'ranges in queries': /@(media|container)[^{]*[<>]/,
  'forced-colors, prefers-contrast':
    /\((forced-colors|prefers-contrast|dynamic-range|scripting|update)\b/,
};

export const NEWER_SCRIPTS: Newer = {
  'at, findLast': /\.(at|findLast|findLastIndex)\(/,
  'copies of arrays': /\.(toSorted|toReversed|toSpliced|with)\(/,
  'Object.hasOwn, groupBy': /\b(Object|Map)\.(hasOwn|groupBy)\(/,
  'Promise.withResolvers': /\b(Promise\.(withResolvers|try)|Array\.fromAsync)\b/,
  structuredClone: /\b(structuredClone|reportError|scheduler|Temporal|navigation)\b\s*[.(]/,
  'crypto.randomUUID': /\brandomUUID\b/,
  'AbortSignal.timeout': /\bAbortSignal\.(timeout|any|abort)\b/,
  'URL.canParse': /\bURL\.(canParse|parse)\b/,
  'cause of an error': /\bcause\s*:/,
  popover: /\b(show|hide|toggle)Popover\b|\bshowPicker\b|\.inert\b|\bcheckVisibility\b/,
  'sets as sets': /\.(union|intersection|difference|isSubsetOf|isSupersetOf|isDisjointFrom)\(/,
};

export const NEWER_MARKUP: Newer = {
  'elements of today': /<(search|selectedcontent|fencedframe)\b/,
  'attributes of today':
    /\s(popover|popovertarget|commandfor|inert|fetchpriority|blocking|closedby)(=|\s|>)/,
  'exclusive details': /<details[^>]*\sname=/,
  'found though hidden': /hidden="until-found"/,
};

/** The names of what a text uses of them. */
export const used = (newer: Newer, text: string): string[] =>
  Object.entries(newer)
    .filter(([, written]) => written.test(text))
    .map(([name]) => name);
