import type { Localized } from '../../lib/localized.ts';
import type { QrPath } from '../../lib/qr.ts';
import type { Pdf, Structure } from './pdf-file.ts';
import { BOX, INK, QR, SOFT } from './sheet.ts';
import type { Block, Style, Typesetter } from './typeset.ts';
import type { CertificateWording } from './wording.ts';

/** Dates, review and folio on the left; the code, where to check it, and the QR on the right. */
export function drawFoot(
  pdf: Pdf,
  root: Structure,
  set: Typesetter,
  wording: CertificateWording,
  qr: QrPath,
): void {
  const top = BOX.y + BOX.height - QR;
  const [left, right] = [236, 280];
  const put = (
    texts: readonly [string, Partial<Style>, 'es-MX' | 'en'][],
    x: number,
    column: number,
  ): void => {
    const blocks = texts.map(([text, style, lang]) =>
      set.blockOf(text, { size: 10, weight: 400, colour: INK, ...style }, column, { lang }),
    );
    const air = (block: Block): number => (block.lang === 'en' ? 0 : 4);
    let y = top + QR - blocks.reduce((sum, block) => sum + air(block) + block.height, 0);
    for (const block of blocks) {
      y += air(block);
      set.draw(root, block, { x, y, width: column, align: 'left' });
      y += block.height;
    }
  };
  const pair = (text: Localized): [string, Partial<Style>, 'es-MX' | 'en'][] => [
    [text.es, {}, 'es-MX'],
    [text.en, { size: 9, colour: SOFT }, 'en'],
  ];
  put([...pair(wording.issued), ...pair(wording.validity), ...pair(wording.review)], BOX.x, left);
  put(
    [
      [wording.folio.es, {}, 'es-MX'],
      ...pair(wording.check),
      [wording.code, { size: 11, weight: 700 }, 'es-MX'],
    ],
    BOX.x + left + 16,
    right,
  );
  drawQr(pdf, root, wording, qr, { x: BOX.x + BOX.width - QR, y: top });
}

function drawQr(
  pdf: Pdf,
  root: Structure,
  { qrLabel, checkUrl }: CertificateWording,
  qr: QrPath,
  { x, y }: { x: number; y: number },
): void {
  const figure: { alt: string } = {
    alt: qrLabel.es,
    ...{ bbox: [x, y, x + QR, y + QR], placement: 'Block' },
  };
  const link = pdf.struct('Link');
  root.add(link);
  link.add(
    pdf.struct('Figure', figure, () => {
      pdf.save();
      pdf.translate(x, y).scale(QR / qr.size);
      pdf.path(qr.d).fill(INK);
      pdf.restore();
    }),
  );
  pdf.link(x, y, QR, QR, checkUrl, {
    structParent: link,
    Contents: new String(qrLabel.es),
  } as never);
  link.end();
}
