import type { Conversion } from './conversion.ts';
import { escapeStart, escapeText, oneLine } from './markdown-text.ts';
import { pdfDangers } from './pdf-danger.ts';
import { FileRefused, lostList, problem } from './problem.ts';

const MOST_PAGES = 400;
const MOST_LETTERS = 60_000;
/** Characters on a page of text, below which it is a photo of one. */
const SCANNED = 20;

/** Lines of a page as paragraphs: a line that ends in the middle of a sentence goes on in the next. */
export function paragraphsOf(page: string): string[] {
  const paragraphs: string[] = [];
  let open = '';
  const close = (): void => {
    if (open !== '') paragraphs.push(open);
    open = '';
  };
  const lines = page.split('\n').map(oneLine);
  const longest = Math.max(...lines.map((line) => line.length));
  for (const line of lines) {
    const point = /^(?:[•·▪●–-]|\d{1,2}[.)])\s+/.exec(line);
    if (line === '' || point !== null) close();
    if (line === '') continue;
    open =
      open.endsWith('-') && /^\p{Ll}/u.test(line)
        ? open.slice(0, -1) + line
        : `${open} ${line}`.trim();
    if (/[.:!?…»)]$/.test(line) && line.length < longest * 0.9) close();
  }
  close();
  return paragraphs;
}

/**
 * Reads a PDF: the text below is for search and for whoever cannot open it; the file stays a download. Throws `FileRefused`
 * for one that does more than show pages.
 */
export async function readPdf(
  bytes: Buffer,
  { media, untitled }: { media: string; untitled: string },
): Promise<Conversion> {
  const { pages, author, count } = await opened(bytes);
  const lost = lostList();
  if (author !== '') lost.add(problem('file.pdf.author', { name: author.slice(0, 80) }));
  const letters = pages.reduce((sum, page) => sum + page.replace(/\s/g, '').length, 0);
  if (letters < count * SCANNED) lost.add(problem('file.pdf.scanned'));
  lost.add(problem('file.pdf.pictures'));
  const markdown = [
    `::: descarga ${media}\n${escapeText(untitled)}\n:::`,
    ...readingText(pages, lost),
  ].join('\n\n');
  return {
    title: untitled,
    lessons: [{ title: untitled, sections: [{ markdown, notes: '' }] }],
    pictures: [],
    lost: lost.all(),
  };
}

/** Refuses a PDF that does more than show pages, or cannot be opened. */
export async function checkPdf(bytes: Buffer): Promise<void> {
  await opened(bytes);
}

interface Opened {
  pages: string[];
  author: string;
  count: number;
}

async function opened(bytes: Buffer): Promise<Opened> {
  const dangers = pdfDangers(bytes);
  if (dangers.length > 0) throw new FileRefused(...dangers);
  // Heavy, and needed for a PDF alone.
  const { getDocumentProxy, extractText, getMeta } = await import('unpdf');
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes));
    const count = pdf.numPages;
    if (count > MOST_PAGES) throw new FileRefused(problem('file.pdf.pages', { limit: MOST_PAGES }));
    if ((await pdf.getAttachments()) !== null) throw new FileRefused(problem('file.pdf.embedded'));
    const { info } = await getMeta(pdf);
    const author = typeof info['Author'] === 'string' ? oneLine(info['Author']) : '';
    return { pages: (await extractText(pdf, { mergePages: false })).text, author, count };
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    const isLocked = (error as Error).name === 'PasswordException';
    throw new FileRefused(problem(isLocked ? 'file.pdf.encrypted' : 'file.pdf.damaged'));
  }
}

function readingText(pages: readonly string[], lost: ReturnType<typeof lostList>): string[] {
  const paragraphs = pages.flatMap(paragraphsOf).map((text) => escapeStart(escapeText(text)));
  if (paragraphs.length === 0) return [];
  const kept: string[] = [];
  let letters = 0;
  for (const paragraph of paragraphs) {
    letters += paragraph.length;
    if (letters > MOST_LETTERS) {
      lost.add(problem('file.pdf.long'));
      break;
    }
    kept.push(paragraph);
  }
  return ['## Texto del documento', ...kept];
}
