import type { Conversion, FoundPicture } from './conversion.ts';
import { blocksOf, type Block } from './html-blocks.ts';
import { isNotes, notesOf, placeNotes } from './docx-notes.ts';
import { attribute, type HtmlNode, type Writing } from './html-inline.ts';
import { oneLine } from './markdown-text.ts';
import { openOffice, tellLost, type OfficeFile } from './office.ts';
import { FileRefused, lostList, problem, type LostList } from './problem.ts';
import { plainTitle, splitLessons } from './split-lessons.ts';

const STYLES = [
  "p[style-name='Title'] => p.title:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='caption'] => p.caption:fresh",
  "p[style-name='Caption'] => p.caption:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Quotations'] => blockquote > p:fresh",
  "r[style-name='Emphasis'] => em",
];
/** What browsers of old phones and `sharp` both read; drawings of Windows are neither. */
const PICTURES = /^image\/(?:png|jpe?g|gif|webp|bmp|tiff)$/;
const NO_PICTURE = '](media/)';
const FAKE_HEADING = /^\*\*([^*]{3,80})\*\*$/;

/** Reads a Word document into lessons. Throws `FileRefused` for one that is not taken. */
export async function readDocx(
  source: string | Buffer,
  { prefix, untitled }: { prefix: string; untitled: string },
): Promise<Conversion> {
  const { html, pictures, lost } = await htmlOfWord(source, prefix);
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML(`<html><body>${html}</body></html>`) as unknown as {
    document: { querySelector(selector: string): HtmlNode | null };
  };
  const body = document.querySelector('body');
  const named = takeTitle(body === null ? [] : [...body.childNodes]);
  const { title, lessons } = lessonsOf(named.nodes, lost, untitled);
  if (lessons.length === 0) throw new FileRefused(problem('file.noText'));
  return { title: named.title ?? title, lessons, pictures, lost: lost.all() };
}

/**
 * What a Word document says as HTML; its pictures are beside it, under the names that it gives them. Throws `FileRefused` for
 * one that is not taken.
 */
export async function htmlOfWord(
  source: string | Buffer,
  prefix: string,
): Promise<{ html: string; pictures: FoundPicture[]; lost: LostList }> {
  const office = await openOffice(source, 'word/document.xml');
  try {
    const lost = lostList();
    await tellLost(office, 'word', lost);
    await tellLostOfWord(office, lost);
    return { ...(await convert(source, prefix, lost)), lost };
  } finally {
    office.zip.close();
  }
}

/** Revisions, comments and what stands around the text. */
async function tellLostOfWord(office: OfficeFile, lost: LostList): Promise<void> {
  const document = (await office.xml('word/document.xml')) ?? '';
  const times = (text: string | null, pattern: RegExp): number => text?.match(pattern)?.length ?? 0;
  lost.count('file.lost.comment', times(await office.xml('word/comments.xml'), /<w:comment /g));
  lost.count('file.lost.revision', times(document, /<w:(?:ins|del|moveFrom|moveTo) /g));
  lost.count('file.lost.formula', times(document, /<m:oMath[ >]/g));
  for (const path of office.zip.entries.keys()) {
    if (!/^word\/(?:header|footer)\d*\.xml$/.test(path)) continue;
    if (/<w:t[ >]/.test((await office.xml(path)) ?? '')) lost.count('file.lost.header');
  }
}

async function convert(
  source: string | Buffer,
  prefix: string,
  lost: LostList,
): Promise<{ html: string; pictures: FoundPicture[] }> {
  // Heavy, and needed for documents of Word alone.
  const { default: mammoth } = await import('mammoth');
  const pictures: FoundPicture[] = [];
  const convertImage = mammoth.images.imgElement(async (image) => {
    const bytes = PICTURES.test(image.contentType)
      ? await image.readAsBuffer().catch(() => null)
      : null;
    if (bytes === null) {
      lost.count('file.lost.picture');
      return { src: '' };
    }
    const name = `${prefix}-${String(pictures.length + 1)}.webp`;
    pictures.push({ name, bytes, alt: '' });
    return { src: name };
  });
  try {
    const { value } = await mammoth.convertToHtml(
      typeof source === 'string' ? { path: source } : { buffer: source },
      { styleMap: STYLES, includeEmbeddedStyleMap: false, externalFileAccess: false, convertImage },
    );
    return { html: value, pictures };
  } catch {
    throw new FileRefused(problem('file.office.damaged'));
  }
}

/** The first paragraph in the style *Title* names the document. */
function takeTitle(nodes: readonly HtmlNode[]): { title: string | null; nodes: HtmlNode[] } {
  const found = nodes.find((node) => attribute(node, 'class') === 'title');
  const title = oneLine(found?.textContent ?? '').slice(0, 120);
  return { title: title === '' ? null : title, nodes: nodes.filter((node) => node !== found) };
}

function lessonsOf(
  nodes: readonly HtmlNode[],
  lost: LostList,
  untitled: string,
): Pick<Conversion, 'title' | 'lessons'> {
  const writing: Writing = { lost, pictures: [] };
  const notes = notesOf(nodes, writing);
  const body = nodes.filter((node) => !isNotes(node));
  const blocks = blocksOf({ childNodes: body }, writing).filter(
    ({ kind, text }) => kind !== 'picture' || !text.includes(NO_PICTURE),
  );
  const hasHeadings = blocks.some(({ kind }) => kind === 'heading');
  return splitLessons(placeNotes(hasHeadings ? blocks : guessed(blocks), notes), untitled);
}

/** Where nobody used styles, a short line that is all bold is what was meant for a heading. */
const guessed = (blocks: readonly Block[]): Block[] =>
  blocks.map((block) => {
    const bold = block.kind === 'text' ? FAKE_HEADING.exec(block.text) : null;
    return bold?.[1] === undefined
      ? block
      : { kind: 'heading', level: 1, text: plainTitle(bold[1]) };
  });
