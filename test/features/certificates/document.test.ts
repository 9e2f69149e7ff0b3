import { expect } from 'chai';
import fc from 'fast-check';
import type { Certificate } from '../../../src/features/certificates/certificate.ts';
import { certificatePdf } from '../../../src/features/certificates/document.ts';
import { runsOf, type Alphabet } from '../../../src/features/certificates/letters.ts';
import { wordingOf } from '../../../src/features/certificates/wording.ts';
import { drawnText, figureRectangles } from '../../support/pdf-text.ts';
import { qrInRectangles } from '../../support/read-qr.ts';

const certificate: Certificate = {
  id: 'x',
  code: '0123456789ABCDEFGHJKMNPQRS',
  folio: 'A1325-2026-K7QM-9XPT',
  enrolmentId: 'e',
  personId: 'p',
  courseId: 'c',
  courseCode: 'RES-CON',
  versionId: 'v',
  versionNumber: 3,
  cycle: 1,
  status: 'current',
  holderName: 'Rosa Hernández',
  title: {
    es: 'Resolución de conflictos y justicia restaurativa',
    en: 'Conflict resolution and restorative justice',
  },
  hoursRequired: 14,
  hoursCompleted: 10,
  score: 8667,
  institutionName: 'Secretaría de las Mujeres',
  signedBy: null,
  demo: false,
  issuedAt: new Date('2026-11-23T16:00:00Z'),
  issuedOn: '2026-11-23',
  expiresOn: null,
  replacesId: null,
  replacedById: null,
  place: {
    side: 'community',
    institutionPath: null,
    stateCode: null,
    cvegeo: null,
    networkId: null,
    courseId: null,
    cohortId: null,
  },
};

const pdfOf = (changes: Partial<Certificate>): Promise<Buffer> =>
  certificatePdf(
    wordingOf({
      certificate: { ...certificate, ...changes },
      state: 'valid',
      code: '01234-56789-ABCDE-FGHJK-MNPQRS',
      checkUrl: 'https://aula.example.mx/v/0123456789ABCDEFGHJKMNPQRS',
      events: [],
    }),
    { title: 'Constancia', issuedAt: certificate.issuedAt },
  );

const pagesOf = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
const utf16 = (text: string): string =>
  `\u00FE\u00FF${Buffer.from(text, 'utf16le').swap16().toString('latin1')}`;
const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('the certificate as a document', () => {
  it('says what the page says, in Spanish and in English', async () => {
    const text = flat(drawnText(await pdfOf({})));
    for (const sentence of [
      'Secretaría de las Mujeres',
      'Constancia',
      'Certificate',
      'Rosa Hernández',
      'Resolución de conflictos y justicia restaurativa',
      'Conflict resolution and restorative justice',
      '10 horas acreditadas de 14; de práctica faltan 4',
      'Calificación: 86 de 100',
      'Expedida el 23 de noviembre de 2026',
      'Sin fecha de vencimiento',
      'Curso sin revisión institucional',
      'A1325-2026-K7QM-9XPT',
      '01234-56789-ABCDE-FGHJK-MNPQRS',
      'aula.example.mx/v',
    ]) {
      expect(text, sentence).to.contain(sentence);
    }
    expect(text).not.to.contain('DEMOSTRACIÓN');
    expect(flat(drawnText(await pdfOf({ demo: true })))).to.contain('DEMOSTRACIÓN');
    // As the result of the attempt says it: 79.6 never reads as 80.
    expect(flat(drawnText(await pdfOf({ score: 7960 })))).to.contain('Calificación: 79 de 100');
  });

  it('says one number of hours where nothing is pending', async () => {
    const text = drawnText(await pdfOf({ hoursRequired: 10, hoursCompleted: 10 }));
    expect(text).to.contain('10 horas').and.not.to.contain('práctica');
  });

  it('describes its QR code and leads to the check', async () => {
    const file = (await pdfOf({})).toString('latin1');
    expect(file).to.contain('/URI (https://aula.example.mx/v/0123456789ABCDEFGHJKMNPQRS)');
    expect(file).to.contain(
      `/Alt (${utf16('Código QR que abre la comprobación de esta constancia')})`,
    );
  });

  it('carries a QR code that a camera reads as the address of the check', async () => {
    const drawn = figureRectangles(await pdfOf({}));
    const size = Math.max(...drawn.map(({ x, width }) => x + width)) + 4;
    expect(qrInRectangles(drawn, size)).to.equal(
      'https://aula.example.mx/v/0123456789ABCDEFGHJKMNPQRS',
    );
  });

  const LONG =
    'María Guadalupe Xochiquétzal Ñuu Savi de la Concepción Itandehui Hernández y Martínez Ixtlilxóchitl Cuauhtlehuanitzin Yaá';
  it(`holds a name of ${String(LONG.length)} characters on its one page`, async () => {
    const pdf = await pdfOf({ holderName: LONG });
    expect(pagesOf(pdf)).to.equal(1);
    expect(flat(drawnText(pdf))).to.contain(LONG);
  });

  it('holds the longest name and the longest title without spaces on its one page', async () => {
    const pdf = await pdfOf({
      holderName: 'Ñ'.repeat(120),
      title: { es: 'W'.repeat(120), en: 'W'.repeat(120) },
      institutionName: 'Ó'.repeat(300),
      demo: true,
    });
    expect(pagesOf(pdf)).to.equal(1);
    expect(drawnText(pdf).match(/Ñ/g)).to.have.length(120);
  });

  it('draws the letters of Mixe, Zapotec, Mixtec and Nahuatl', async () => {
    const names = ['Tëëjëtsk Ääw Ïïts', 'Yuriꞌ Kʼin Öö Üü', 'Ñuu Savi ɨ ʉ ŋ ʔ', 'Ḻa Ṉa ẍ ō ū'];
    for (const holderName of names) {
      const text = flat(drawnText(await pdfOf({ holderName }))).replace(/ /g, '');
      expect(text, holderName).to.contain(holderName.replace(/ /g, ''));
      expect(text).not.to.contain('\uFFFD');
    }
  });

  it('keeps as text what the font cannot draw', async () => {
    const file = (await pdfOf({ holderName: 'Luz á\u0331 漢 😀' })).toString('latin1');
    for (const sign of ['á\u0331', '漢', '😀']) {
      expect(file, sign).to.contain(`/ActualText (${utf16(sign)})`);
    }
  });
});

describe('the letters of a document', () => {
  const signs = new Map<Alphabet, Set<number>>([
    ['latin', new Set(Array.from('abcáé ñ', (sign) => sign.codePointAt(0) ?? 0))],
    ['latin-ext', new Set([0x1e3b])],
  ]);
  const coverage = (alphabet: Alphabet): ReadonlySet<number> => signs.get(alphabet) ?? new Set();

  it('are cut where another file must draw', () => {
    expect(runsOf('abḻc', coverage).map(({ alphabet, text }) => [alphabet, text])).to.deep.equal([
      ['latin', 'ab'],
      ['latin-ext', 'ḻ'],
      ['latin', 'c'],
    ]);
  });

  it('keep their accent, with the line below drawn by hand', () => {
    expect(runsOf('a\u0331\u0301', coverage)).to.deep.equal([
      { alphabet: 'latin', text: 'á', actual: 'á\u0331', by: 'line-below' },
    ]);
  });

  it('never get lost, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const said = runsOf(text, coverage).map((run) => run.actual ?? run.text);
        return said.join('') === text.normalize('NFC');
      }),
    );
  });
});
