import type PDFDocument from 'pdfkit';
import { fontFile, WEIGHTS, type Alphabet, type Coverage } from './letters.ts';
import { fontName, typesetter, type Typesetter } from './typeset.ts';

export type Pdf = InstanceType<typeof PDFDocument>;
export type Structure = ReturnType<Pdf['struct']>;

const ALPHABETS: readonly Alphabet[] = ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic'];

/** Which signs the files of the font have; read from them once in a process. */
const known = new Map<Alphabet, ReadonlySet<number>>();

function coverageOf(pdf: Pdf): Coverage {
  return (alphabet) => {
    let signs = known.get(alphabet);
    if (signs === undefined) {
      pdf.font(fontName(alphabet, 400));
      const { font } = (pdf as unknown as { _font: { font: { characterSet: number[] } } })._font;
      signs = new Set(font.characterSet);
      known.set(alphabet, signs);
    }
    return signs;
  };
}

interface Opened {
  pdf: Pdf;
  set: Typesetter;
  /** All of it, once `pdf.end()` was called. */
  finished: Promise<Buffer>;
}

interface Settings {
  /** What the reader's window shows. */
  title: string;
  lang: 'es-MX' | 'en';
  size: [number, number];
  madeAt: Date;
  /** Pages stay open until the end, for what only then is known of them. */
  bufferPages?: boolean;
}

/** A document for print and for screen readers (PDF/UA-1): tagged, titled, all fonts inside. It has no page yet. */
export async function openPdf({
  title,
  lang,
  size,
  madeAt,
  bufferPages = false,
}: Settings): Promise<Opened> {
  const { default: Document } = await import('pdfkit');
  const pdf = new Document({
    autoFirstPage: false,
    bufferPages,
    pdfVersion: '1.7',
    // The type package does not know this one yet.
    subset: 'PDF/UA' as never,
    tagged: true,
    lang,
    displayTitle: true,
    size,
    margin: 0,
    info: { Title: title, Author: 'Aula 1325', CreationDate: madeAt, ModDate: madeAt },
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    pdf.on('error', reject);
  });
  for (const alphabet of ALPHABETS) {
    for (const weight of WEIGHTS)
      pdf.registerFont(fontName(alphabet, weight), fontFile(alphabet, weight));
  }
  // Before the first page: it would otherwise refer to Helvetica, which is not embedded.
  pdf.font(fontName('latin', 400));
  return { pdf, set: typesetter(pdf, coverageOf(pdf)), finished };
}
