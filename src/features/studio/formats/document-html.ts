import type { FoundPicture } from './conversion.ts';
import { htmlOfWord } from './docx.ts';
import { FileRefused, type FormatProblem } from './problem.ts';

export type DocumentHtml =
  | { ok: true; html: string; pictures: FoundPicture[]; lost: FormatProblem[] }
  | { ok: false; reasons: readonly FormatProblem[] };

/** A Word document as HTML, or why it is not taken: in a form that another process can send. */
export async function documentHtml(bytes: Uint8Array): Promise<DocumentHtml> {
  try {
    const { html, pictures, lost } = await htmlOfWord(Buffer.from(bytes), 'figura');
    return { ok: true, html, pictures, lost: lost.all() };
  } catch (error) {
    if (error instanceof FileRefused) return { ok: false, reasons: error.reasons };
    throw error;
  }
}
