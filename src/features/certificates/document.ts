import { drawBody } from './document-body.ts';
import { drawFoot } from './document-foot.ts';
import { qrPath } from '../../lib/qr.ts';
import { openPdf, type Pdf } from './pdf-file.ts';
import { BOX, FOOT, FRAME, HEIGHT, WIDTH } from './sheet.ts';
import { drawHairline, drawWovenBorder, PAPER } from './woven-border.ts';
import type { CertificateWording } from './wording.ts';

/**
 * The certificate as a PDF for print and for screen readers (PDF/UA-1): tagged, titled, in Spanish with its English marked
 * as such, all fonts inside. `title` is what the reader's window shows. Text that the font cannot draw stays as text.
 */
export async function certificatePdf(
  wording: CertificateWording,
  { title, issuedAt }: { title: string; issuedAt: Date },
): Promise<Buffer> {
  const [{ pdf, set, finished }, qr] = await Promise.all([
    openPdf({ title, lang: 'es-MX', size: [WIDTH, HEIGHT], madeAt: issuedAt }),
    qrPath(wording.checkUrl, 'M'),
  ]);
  pdf.addPage();

  drawBackground(pdf);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
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
