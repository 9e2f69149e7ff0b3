import type PDFDocument from 'pdfkit';
import { fontFile, WEIGHTS, type Alphabet, type Coverage } from './letters.ts';
import { drawBody } from './document-body.ts';
import { drawFoot } from './document-foot.ts';
import { qrPath } from '../../lib/qr.ts';
import { BOX, FOOT, FRAME, HEIGHT, WIDTH } from './sheet.ts';
import { fontName, typesetter } from './typeset.ts';
import { drawHairline, drawWovenBorder, PAPER } from './woven-border.ts';
import type { CertificateWording } from './wording.ts';

type Pdf = InstanceType<typeof PDFDocument>;

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

/**
 * The certificate as a PDF for print and for screen readers (PDF/UA-1): tagged, titled, in Spanish with its English marked
 * as such, all fonts inside. `title` is what the reader's window shows. Text that the font cannot draw stays as text.
 */
export async function certificatePdf(
  wording: CertificateWording,
  { title, issuedAt }: { title: string; issuedAt: Date },
): Promise<Buffer> {
  const [{ default: Document }, qr] = await Promise.all([
    import('pdfkit'),
    qrPath(wording.checkUrl, 'M'),
  ]);
  const pdf = new Document({
    autoFirstPage: false,
    pdfVersion: '1.7',
    // The type package does not know this one yet.
    subset: 'PDF/UA' as never,
    tagged: true,
    lang: 'es-MX',
    displayTitle: true,
    size: [WIDTH, HEIGHT],
    margin: 0,
    info: { Title: title, Author: 'Aula 1325', CreationDate: issuedAt, ModDate: issuedAt },
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
  pdf.addPage();

  drawBackground(pdf);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const set = typesetter(pdf, coverageOf(pdf));
  drawBody(pdf, root, set, wording);
  drawFoot(pdf, root, set, wording, qr);
  root.end();
  pdf.end();
  return finished;
}

function drawBackground(pdf: Pdf): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.rect(0, 0, WIDTH, HEIGHT).fill(PAPER);
  drawWovenBorder(pdf, { width: WIDTH, height: HEIGHT, margin: 20, tile: 17 });
  drawHairline(pdf, { x: FRAME, y: FRAME, width: WIDTH - 2 * FRAME, height: HEIGHT - 2 * FRAME });
  const foot = BOX.y + BOX.height - FOOT;
  drawHairline(pdf, { x: BOX.x, y: foot, width: BOX.width, height: 0 });
  pdf.endMarkedContent();
}
