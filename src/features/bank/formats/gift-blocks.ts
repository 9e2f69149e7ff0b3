import { LIMITS } from './format.ts';

/** One question of a GIFT file as it stands there, comments and escapes aside. */
export interface GiftBlock {
  line: number;
  category: string[];
  /** Ids and tags that its comments carry. */
  id: string | null;
  labels: string[];
  /** Escaped characters are held by signs of the private area until the text is cut. */
  text: string;
}

const ESCAPES = ['\\', ':', '#', '=', '{', '}', '~'];
const HELD = 0xe000;
const PRIVATE = /[\ue000-\uf8ff]/g;

const hold = (text: string): string =>
  text.replace(/\\([\\:#={}~n])/g, (_all, sign: string) =>
    sign === 'n' ? '\n' : String.fromCharCode(HELD + ESCAPES.indexOf(sign)),
  );

/** A cut text with its escaped characters back in place. */
export const release = (text: string): string =>
  text.replace(/[\ue000-\ue006]/g, (sign) => ESCAPES[sign.charCodeAt(0) - HELD] ?? '');

/** A text that no sign of GIFT cuts. */
export const escapeGift = (text: string): string =>
  text.replace(/[\\:#={}~]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');

const CATEGORY = /^\s*\$CATEGORY:\s*(.*)$/;

/** The folders of a category as Moodle writes them: `$course$/top/A/B`, a slash of a name written twice. */
export function categoryIn(written: string): string[] {
  const [first, ...rest] = written
    .replaceAll('//', '\uf8ff')
    .split('/')
    .map((name) => name.replaceAll('\uf8ff', '/').replace(/\s+/g, ' ').trim());
  const path = first !== undefined && !/^\$[a-z]+\d*\$$/i.test(first) ? [first, ...rest] : rest;
  return (path[0] === 'top' ? path.slice(1) : path).filter((name) => name !== '');
}

export const categoryLine = (path: readonly string[]): string =>
  ['$course$', 'top', ...path.map(folder)].join('/');

function folder(name: string): string {
  const before = name.startsWith('/') ? ' ' : '';
  const after = name.endsWith('/') ? ' ' : '';
  return `${before}${name.replaceAll('/', '//')}${after}`;
}

/** Lines of one question that an empty line may stand in. */
const LONGEST = 200;

interface Lines {
  first: number;
  lines: string[];
  comments: string[];
}

/** Cuts a file into its questions: an empty line ends one, unless its answers have not ended yet. */
export function* blocksIn(file: string): Generator<GiftBlock> {
  let category: string[] = [];
  let open: Lines | null = null;
  const lines = file.replace(PRIVATE, '').split('\n');
  for (const [at, line] of lines.entries()) {
    const found = CATEGORY.exec(line);
    if (found !== null || (line.trim() === '' && (open === null || !awaits(open, lines, at)))) {
      if (open !== null && open.lines.length > 0) yield blockOf(open, category);
      open = null;
      if (found !== null) category = categoryIn(found[1] ?? '');
      continue;
    }
    if (line.trim() === '') continue;
    open ??= { first: at + 1, lines: [], comments: [] };
    if (line.trimStart().startsWith('//')) open.comments.push(line.trimStart());
    else {
      if (open.lines.length === 0) open.first = at + 1;
      open.lines.push(line);
    }
  }
  if (open !== null && open.lines.length > 0) yield blockOf(open, category);
}

/** Whether answers were opened and go on after an empty line: hand-written files do that, Moodle's do not. */
function awaits({ lines, first }: Lines, all: readonly string[], at: number): boolean {
  if (at - first > LONGEST) return false;
  const text = lines.join('\n');
  if (text.length > LIMITS.text || balance(text) <= 0) return false;
  for (const line of all.slice(at + 1, at + 40)) {
    if (line.trim().startsWith('::') || CATEGORY.test(line)) return false;
    const held = hold(line);
    const closes = held.indexOf('}');
    const opens = held.indexOf('{');
    if (closes >= 0 && (opens < 0 || closes < opens)) return true;
    if (opens >= 0) return false;
  }
  return false;
}

function balance(text: string): number {
  const held = hold(text);
  return held.split('{').length - held.split('}').length;
}

function blockOf({ first, lines, comments }: Lines, category: string[]): GiftBlock {
  const said = comments.join('\n');
  const labels = marked(said, '[tag:');
  const id = marked(said, '[id:')[0] ?? null;
  return { line: first, category, id, labels, text: hold(lines.join('\n')) };
}

/** What stands in marks such as `[tag:…]`; a bracket inside is escaped. Every character is looked at once. */
function marked(text: string, opening: string): string[] {
  const found: string[] = [];
  let at = text.indexOf(opening);
  while (at >= 0) {
    const begin = at + opening.length;
    let end = text.indexOf(']', begin);
    while (end > begin && text[end - 1] === '\\') end = text.indexOf(']', end + 1);
    if (end < 0) break;
    const inside = text.slice(begin, end).replaceAll('\\]', ']');
    if (inside !== '' && !inside.includes('\n')) found.push(inside);
    at = text.indexOf(opening, end);
  }
  return found;
}
