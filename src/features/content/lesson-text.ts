import type { Html } from '../../lib/html.ts';
import type { Token } from 'markdown-it';
import { translator } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import type { Part } from '../courses/document.ts';
import {
  BLOCK_CLOSE,
  BLOCK_OPEN,
  blockOf,
  escapeHtml,
  parseMarkdown,
  renderTokens,
  type LessonEnv,
} from './lesson-blocks.ts';
import type { MediaFile } from './media-file.ts';
import type { Place, Problems } from './problem.ts';
import { visitTokens, type Mentions, type Visitor } from './lesson-visitor.ts';
import { sanitise } from './sanitise.ts';

/** A lesson's text, rendered, and what it leans on. */
export interface LessonText extends Mentions {
  parts: Part[];
  alternative: Html | null;
  checks: { itemId: string; place: Place }[];
}

interface Source {
  file: string;
  body: string;
  linesBefore: number;
}

interface Around {
  language: Language;
  media: ReadonlyMap<string, MediaFile>;
  /** Null when the glossary could not be read: then nobody is told that a term is missing. */
  termIds: ReadonlySet<string> | null;
  problems: Problems;
}

/** Renders a lesson and tells every mistake in it. */
export function renderLesson(
  source: Source,
  { language, media, termIds, problems }: Around,
): LessonText {
  const tokens = parseMarkdown(source.body);
  const lines = source.body.split('\n');
  const env: LessonEnv = { language, media, descriptions: new Map() };
  const text: LessonText = {
    parts: [],
    alternative: null,
    terms: [],
    checks: [],
    media: [],
  };
  const at = (token: Token, more = 0): Place => ({
    file: source.file,
    line: source.linesBefore + (token.map?.[0] ?? 0) + 1 + more,
  });
  const use = (name: string, place: Place, kinds: readonly MediaFile['kind'][]): void => {
    const file = media.get(name);
    if (file === undefined) problems.error(place, 'content.problem.unknownMedia', { name });
    else if (!kinds.includes(file.kind))
      problems.error(place, 'content.problem.wrongMedia', { name });
    if (!text.media.includes(name)) text.media.push(name);
  };
  const visitor = { at, use, problems, termIds, text, language, lines };
  visitTokens(tokens, visitor);

  const kept = takeDescriptions(tokens, env, visitor);
  let run: Token[] = [];
  const flush = (): void => {
    const html = sanitise(renderTokens(run, env));
    if (html !== '') text.parts.push({ kind: 'html', html });
    run = [];
  };
  for (let index = 0; index < kept.length; index += 1) {
    const token = kept[index];
    if (token === undefined) break;
    const block = token.type === BLOCK_OPEN && token.level === 0 ? blockOf(token) : null;
    if (block?.name !== 'comprueba' && block?.name !== 'alternativa') {
      run.push(token);
      continue;
    }
    const end = closing(kept, index);
    const inside = kept.slice(index + 1, end);
    if (block.name === 'comprueba') {
      flush();
      const itemId = block.rest;
      text.parts.push({ kind: 'check', itemId });
      text.checks.push({ itemId, place: at(token) });
      if (inside.length > 0) problems.error(at(token), 'content.problem.textInCheck');
    } else {
      if (text.alternative !== null) problems.error(at(token), 'content.problem.twoAlternatives');
      const title = block.rest === '' ? translator(language)('content.alternative') : block.rest;
      text.alternative = sanitise(`<h2>${escapeHtml(title)}</h2>\n${renderTokens(inside, env)}`);
    }
    index = end;
  }
  flush();
  return text;
}

function closing(tokens: readonly Token[], open: number): number {
  const level = tokens[open]?.level;
  const end = tokens.findIndex(
    (token, index) => index > open && token.type === BLOCK_CLOSE && token.level === level,
  );
  return end < 0 ? tokens.length : end;
}

/** Takes long descriptions out of the text: the renderer writes each under its figure. */
function takeDescriptions(
  tokens: Token[],
  env: LessonEnv,
  { at, problems, text }: Visitor,
): Token[] {
  const kept: Token[] = [];
  const places = new Map<string, Place>();
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const block = token.type === BLOCK_OPEN ? blockOf(token) : null;
    if (block?.name !== 'descripcion') {
      kept.push(token);
      continue;
    }
    const end = closing(tokens, index);
    env.descriptions.set(block.rest, renderTokens(tokens.slice(index + 1, end), env));
    places.set(block.rest, at(token));
    index = end;
  }
  const shown = new Set(
    kept
      .flatMap((token) => token.children ?? [])
      .filter(({ type }) => type === 'image')
      .map((image) => image.attrGet('src')),
  );
  for (const [name, place] of places) {
    if (text.media.includes(name) && !shown.has(`media/${name}`)) {
      problems.error(place, 'content.problem.noFigure', { name });
    }
  }
  return kept;
}
