import { expect } from 'chai';
import PDFDocument from 'pdfkit';
import { deflateSync } from 'node:zlib';
import { textOf } from '../../../../src/features/studio/formats/conversion.ts';
import { paragraphsOf, readPdf } from '../../../../src/features/studio/formats/pdf.ts';
import { pdfDangers } from '../../../../src/features/studio/formats/pdf-danger.ts';
import { FileRefused } from '../../../../src/features/studio/formats/problem.ts';
import { lessonOf } from '../../../support/lesson-of.ts';

async function pdfOf(
  draw: (document: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Buffer> {
  const document = new PDFDocument({ compress: true, ...options });
  draw(document);
  document.end();
  const chunks: Buffer[] = [];
  for await (const chunk of document as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const read = (bytes: Buffer) => readPdf(bytes, { media: 'guia.pdf', untitled: 'Guía' });
const refusal = async (bytes: Buffer): Promise<string[]> => {
  try {
    await read(bytes);
    return [];
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return error.reasons.map(({ key }) => key);
  }
};
/** A PDF of objects that stand in the open. */
const objects = (...inside: string[]): Buffer =>
  Buffer.from(
    `%PDF-1.7\n${inside.map((one, at) => `${String(at + 1)} 0 obj\n${one}\nendobj\n`).join('')}trailer << /Root 1 0 R >>\n%%EOF`,
    'latin1',
  );
/** The same, packed into a stream of objects, as newer programs write them. */
const packedObjects = (text: string, filter = '/FlateDecode'): Buffer => {
  const stream = deflateSync(Buffer.from(text));
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter ${filter} /Length ${String(stream.length)} >>\nstream\n`,
    ),
    stream,
    Buffer.from('\nendstream\nendobj\n%%EOF'),
  ]);
};

describe('a PDF that somebody brings', () => {
  it('is a download, with its text below, and says what it tells about its maker', async () => {
    const bytes = await pdfOf(
      (document) => {
        document.text(
          'La mediación es voluntaria. Quien media escucha a las dos partes, y no decide por ellas, aunque se lo pidan. ',
        );
        document.addPage().text('Segunda página: acción y omisión.');
      },
      { info: { Author: 'Rosa Hernández' } },
    );
    const found = await read(bytes);
    const text = textOf(found.lessons[0]!, { notes: true });
    expect(text).to.include(
      '::: descarga guia.pdf\nGuía\n:::\n\n## Texto del documento\n\nLa mediación es voluntaria.',
    );
    expect(text).to.include('Segunda página: acción y omisión.');
    expect(lessonOf(text, ['guia.pdf']).problems).to.deep.equal([]);
    expect(found.lost.map(({ key }) => key)).to.deep.equal([
      'file.pdf.author',
      'file.pdf.pictures',
    ]);
  });

  it('without text is told to be scanned', async () => {
    const found = await read(
      await pdfOf((document) => void document.rect(0, 0, 90, 90).fill('red')),
    );
    expect(found.lost.map(({ key }) => key)).to.include('file.pdf.scanned');
  });

  const dangers: [string, Buffer, string][] = [
    [
      'a script',
      objects('<< /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'),
      'file.pdf.script',
    ],
    ['a script under another spelling', objects('<< /S /J#61vaScript >>'), 'file.pdf.script'],
    ['a script in packed objects', packedObjects('1 0 << /S /JavaScript >>'), 'file.pdf.script'],
    [
      'objects packed in an odd way',
      Buffer.from(
        packedObjects('x').toString('latin1').replace('stream\nx', 'stream\n??'),
        'latin1',
      ),
      'file.pdf.unknown',
    ],
    [
      'a program that it starts',
      objects('<< /A << /S /Launch /F (cmd.exe) >> >>'),
      'file.pdf.launch',
    ],
    ['a form that it sends', objects('<< /A << /S /SubmitForm >> >>'), 'file.pdf.launch'],
    ['files inside', objects('<< /Names << /EmbeddedFiles 2 0 R >> >>'), 'file.pdf.embedded'],
    ['a film inside', objects('<< /Subtype /RichMedia >>'), 'file.pdf.media'],
    ['a password', objects('<< /Encrypt 5 0 R >>'), 'file.pdf.encrypted'],
  ];
  for (const [what, bytes, key] of dangers) {
    it(`is refused with ${what}`, async () => {
      expect(await refusal(bytes)).to.include(key);
    });
  }

  it('made by a program that protects or attaches is refused as well', async () => {
    const locked = await pdfOf((document) => document.text('x'), {
      userPassword: 'a',
      ownerPassword: 'b',
    });
    expect(await refusal(locked)).to.deep.equal(['file.pdf.encrypted']);
    const holding = await pdfOf((document) => {
      document.text('x');
      document.file(Buffer.from('hola'), { name: 'a.txt' });
    });
    expect(await refusal(holding)).to.deep.equal(['file.pdf.embedded']);
  });

  it('that is broken is refused, and a bomb in it is not unpacked', async () => {
    expect(await refusal(Buffer.from('%PDF-1.7\nnada'))).to.deep.equal(['file.pdf.damaged']);
    expect(pdfDangers(packedObjects(' '.repeat(60_000_000))).map(({ key }) => key)).to.deep.equal([
      'file.pdf.unknown',
    ]);
  });

  it('has lines, which are put together into paragraphs', () => {
    expect(
      paragraphsOf(
        'La mediación es volun-\ntaria y nadie la\nimpone.\nOtra idea aparte, larga.\n• Un punto\n• Otro',
      ),
    ).to.deep.equal([
      'La mediación es voluntaria y nadie la impone.',
      'Otra idea aparte, larga.',
      '• Un punto',
      '• Otro',
    ]);
  });
});
