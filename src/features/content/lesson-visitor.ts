import type { Token } from 'markdown-it';
import { translator } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { BLOCK_CLOSE, BLOCK_OPEN, BLOCKS, blockOf, NO_CAPTIONS } from './lesson-blocks.ts';
import type { MediaFile } from './media-file.ts';
import type { Place, Problems } from './problem.ts';

/** A reason of less says none. */
const SHORTEST_REASON = 15;
const HTML = /<(?:\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?|!--.*?--|!doctype[^>]*)>/i;
const SAFE_LINK = /^(?:https?:\/\/[^\s/]|mailto:[^\s]+@|\/(?![/\\])|#[a-z])/i;

/** What a text leans on. */
export interface Mentions {
  /** Glossary entries in order of appearance. */
  terms: string[];
  /** Names of the files used. */
  media: string[];
}

/** What the walk through a lesson's tokens needs, and where it notes what it finds. */
export interface Visitor {
  at: (token: Token, more?: number) => Place;
  use: (name: string, place: Place, kinds: readonly MediaFile['kind'][]) => void;
  problems: Problems;
  termIds: ReadonlySet<string> | null;
  text: Mentions;
  language: Language;
  lines: readonly string[];
}

/** Checks each token, and sets what the renderer will write. */
export function visitTokens(tokens: Token[], visitor: Visitor): void {
  const { at, problems, language } = visitor;
  const open: Token[] = [];
  let heading = '';
  let tables = 0;
  let headRow = false;
  /** Words of the table's columns, where it is too wide for a phone; there each cell says which one it is. */
  let columns: string[] = [];
  let column = 0;
  tokens.forEach((token, index) => {
    switch (token.type) {
      case BLOCK_OPEN:
        visitBlock(token, open, visitor);
        open.push(token);
        break;
      case BLOCK_CLOSE:
        closeLike(token, open.pop());
        break;
      case 'heading_open':
        heading = tokens[index + 1]?.content ?? heading;
        visitHeading(token, open.length > 0, visitor);
        break;
      case 'thead_open':
      case 'thead_close':
        headRow = token.type === 'thead_open';
        break;
      case 'table_open':
        tables += 1;
        columns = columnsOf(tokens, index);
        token.meta = {
          label: translator(language)('content.table', { number: tables, heading: plain(heading) }),
          asRows: columns.length > 0,
        };
        break;
      case 'tr_open':
        column = 0;
        break;
      case 'th_open':
      case 'td_open': {
        const style = String(token.attrGet('style') ?? '');
        token.attrs = [];
        const name = columns[column];
        const isMain = !headRow && column === 0 && name !== undefined;
        const classes = [style.endsWith('right') ? 'num' : '', isMain ? 'table__main' : ''];
        const given = classes.filter((one) => one !== '').join(' ');
        if (given !== '') token.attrSet('class', given);
        if (headRow) token.attrSet('scope', 'col');
        else if (name !== undefined && !isMain) token.attrSet('data-label', name);
        column += 1;
        break;
      }
      case 'inline':
        visitInline(token, visitor, {
          isParagraph: tokens[index - 1]?.type === 'paragraph_open',
          hide: () => {
            for (const around of [tokens[index - 1], tokens[index + 1]])
              if (around) around.hidden = true;
          },
        });
        break;
      case 'html_block':
        problems.error(at(token), 'content.problem.html');
        break;
      default:
    }
  });
}

const WIDE = 4;

/** The headings of a table with many columns that all have one; none otherwise: it stays a table on a phone. */
function columnsOf(tokens: readonly Token[], tableAt: number): string[] {
  const end = tokens.findIndex((token, at) => at > tableAt && token.type === 'thead_close');
  const words = tokens
    .slice(tableAt, end)
    .filter(({ type }) => type === 'inline')
    .map(({ content }) => plain(content).trim());
  return words.length >= WIDE && words.every((word) => word !== '') ? words : [];
}

const plain = (markdown: string): string =>
  markdown.replace(/\]\([^)]*\)/g, '').replace(/[*_`[\]]/g, '');

/** The end of a block says what its beginning said. */
function closeLike(token: Token, opening: Token | undefined): void {
  token.info = opening?.info ?? '';
  token.meta = opening?.meta ?? null;
}

function visitHeading(token: Token, inBlock: boolean, { at, problems }: Visitor): void {
  const level = Number(token.tag.slice(1));
  const lowest = inBlock ? 3 : 2;
  if (level < lowest || level > 4) {
    problems.error(at(token), 'content.problem.heading', { from: '#'.repeat(lowest) });
  }
}

function visitBlock(
  token: Token,
  open: readonly Token[],
  { at, use, problems, lines }: Visitor,
): void {
  const { name, rest, words } = blockOf(token);
  const place = at(token);
  if (!/^\s*:{3,}\s*$/.test(lines[token.map?.[1] ?? -1] ?? '')) {
    problems.error(place, 'content.problem.openBlock', { name: name ?? rest });
  }
  if (name === null) {
    problems.error(place, 'content.problem.unknownBlock', {
      name: token.info.trim().split(/\s/)[0] ?? '',
      list: BLOCKS.join(', '),
    });
    return;
  }
  if (['comprueba', 'alternativa'].includes(name) && (open.length > 0 || token.level > 0)) {
    problems.error(place, 'content.problem.blockInside', { name });
  }
  const expect = (count: number): boolean => {
    if (words.length === count) return true;
    problems.error(place, 'content.problem.blockWords', { name });
    return false;
  };
  if (name === 'comprueba') expect(1);
  if (name === 'descripcion' && expect(1)) use(words[0] ?? '', place, ['image']);
  if (name === 'descarga' && expect(1)) use(words[0] ?? '', place, ['download']);
  if (name === 'audio' && expect(1)) use(words[0] ?? '', place, ['audio']);
  const isWithoutCaptions = name === 'video' && words[1] === NO_CAPTIONS;
  if (isWithoutCaptions) {
    use(words[0] ?? '', place, ['video']);
    const reason = words.slice(2).join(' ');
    if (reason.length < SHORTEST_REASON) problems.error(place, 'content.problem.noCaptionsReason');
    else problems.warn(place, 'content.problem.withoutCaptions', { reason });
  } else if (name === 'video') {
    if (words.length === 1) problems.error(place, 'content.problem.noCaptions');
    else if (expect(2)) use(words[1] ?? '', place, ['captions']);
    if (words[0] !== undefined) use(words[0], place, ['video']);
  }
  if (['audio', 'video', 'descripcion'].includes(name)) {
    const [from = 0, to = 0] = token.map ?? [];
    const inside = lines
      .slice(from + 1, to)
      .join('')
      .trim();
    if (inside === '' && isWithoutCaptions) token.meta = { isEmpty: true };
    else if (inside === '') {
      const key =
        name === 'descripcion' ? 'content.problem.emptyBlock' : 'content.problem.noTranscript';
      problems.error(place, key, { name });
    }
  }
}

interface Paragraph {
  isParagraph: boolean;
  hide: () => void;
}

function visitInline(token: Token, visitor: Visitor, { isParagraph, hide }: Paragraph): void {
  const { at, use, problems } = visitor;
  const children = token.children ?? [];
  let line = 0;
  if (/^:{3,}/.test(token.content)) problems.error(at(token), 'content.problem.strayFence');
  for (const child of children) {
    const place = at(token, line);
    switch (child.type) {
      case 'softbreak':
      case 'hardbreak':
        line += 1;
        break;
      case 'text':
        if (HTML.test(child.content)) problems.error(place, 'content.problem.html');
        break;
      case 'html_inline':
        problems.error(place, 'content.problem.html');
        break;
      case 'link_open':
        visitLink(child, place, visitor);
        break;
      case 'image': {
        const src = String(child.attrGet('src') ?? '');
        if (child.content.trim() === '') problems.error(place, 'content.problem.noAlt');
        if (/^[a-z][a-z+.-]*:|^\/\//i.test(src))
          problems.error(place, 'content.problem.remoteImage');
        else if (!src.startsWith('media/'))
          problems.error(place, 'content.problem.unknownMedia', { name: src });
        else use(src.slice('media/'.length), place, ['image']);
        if (isParagraph && children.length === 1) hide();
        else problems.error(place, 'content.problem.imageInText');
        break;
      }
      default:
    }
  }
}

function visitLink(link: Token, place: Place, { problems, termIds, text }: Visitor): void {
  const href = String(link.attrGet('href') ?? '');
  if (href.startsWith('glosario:')) {
    const id = href.slice('glosario:'.length);
    if (termIds !== null && !termIds.has(id))
      problems.error(place, 'content.problem.unknownTerm', { id });
    else if (!text.terms.includes(id)) text.terms.push(id);
    link.attrs = [
      ['class', 'term'],
      ['href', `#glosario-${encodeURIComponent(id)}`],
    ];
  } else if (!SAFE_LINK.test(href)) {
    problems.error(place, 'content.problem.unsafeLink', { href: href.slice(0, 80) });
    link.attrs = [];
  } else {
    link.attrs = /^https?:/i.test(href)
      ? [
          ['href', href],
          ['rel', 'noopener noreferrer'],
        ]
      : [['href', href]];
  }
}
