import writeXlsxFile from 'write-excel-file/node';
import type { TestApp } from './app.ts';
import type { Browser, Page } from './browser.ts';

export const ROSTERS = '/administrar/importaciones';

/** Characters of Windows-1252 that Spanish needs are those of Latin-1. */
export const windows1252 = (text: string): Buffer => Buffer.from(text, 'latin1');

const GIVEN = [
  'María José',
  'Lucía',
  'Íñigo',
  'Ana',
  'Óscar',
  'Begoña',
  'Raúl',
  'Sofía',
  'Tomás',
  'Inés',
];
const SURNAMES = ['Núñez', 'Peña', 'Ibáñez', 'Ríos', 'Güemes', 'Hernández', 'Muñoz', 'Dávila'];
const SECOND = ['Solís', 'Ávila', 'Zúñiga', 'Cruz', 'Ortiz', 'León', 'Báez'];

/** A person of an invented corporation; no two of the first 560 have the same name. */
export const officer = (at: number): [given: string, surname: string, second: string] => [
  GIVEN[at % 10] ?? '',
  SURNAMES[Math.floor(at / 10) % 8] ?? '',
  SECOND[Math.floor(at / 80) % 7] ?? '',
];

/** Three hundred officers as an office saves them: semicolons, Windows-1252, a title, empty rows behind, some mistakes. */
export function officersTable(count = 300): Buffer {
  const rows = Array.from({ length: count }, (_none, at) => {
    const [given, surname, second] = officer(at);
    const municipality = at === 7 ? 'Leon de los Aldamos' : at % 3 === 0 ? '11020' : 'León';
    const sex = at === 12 ? 'oficial' : at % 2 === 0 ? 'F' : 'M';
    const date = at === 20 ? '31/02/2026' : '03/11/2026';
    return [second, surname.toUpperCase(), given, sex, municipality, 'Guanajuato', 'PM León', date];
  });
  const head = [
    'Apellido materno',
    'Apellido paterno',
    'Nombre(s)',
    'Sexo',
    'Municipio',
    'Entidad',
    'Corporación',
    'Fecha de ingreso',
  ];
  const title = ['PADRÓN DE LA CORPORACIÓN', '', '', '', '', '', '', ''];
  const blank = Array.from({ length: 40 }, () => ';;;;;;;');
  return windows1252(
    [title, [], head, ...rows]
      .map((row) => row.join(';'))
      .concat(blank)
      .join('\r\n'),
  );
}

const text = (value: string) => ({ value, type: String });
const number = (value: number) => ({ value, type: Number });

/** Two hundred more as Excel keeps them: merged headings over two rows, dates as serial numbers, keys without their zeros. */
export async function officersWorkbook(from = 300, count = 200): Promise<Buffer> {
  const rows = Array.from({ length: count }, (_none, index) => {
    const at = from + index;
    const [given, surname, second] = officer(at);
    return [
      text(`${given} ${surname} ${second}`),
      // Aguascalientes: 01001 as a number.
      at % 4 === 0 ? number(1001) : text('11020'),
      text(at % 2 === 0 ? 'MUJER' : 'Hombre '),
      text('pm leon'),
      number(46_000 + (at % 100)),
      text('curso-breve'),
    ];
  });
  const empty = Array.from({ length: 30 }, () => [text(' '), null, null, null, null, null]);
  return writeXlsxFile([
    {
      sheet: 'Instrucciones',
      data: [[text('Llena la otra hoja')]],
    },
    {
      sheet: 'Hoja1',
      data: [
        [{ ...text('Elementos en capacitación'), columnSpan: 6 }, null, null, null, null, null],
        [
          { ...text('Persona'), columnSpan: 3 },
          null,
          null,
          { ...text('Adscripción'), columnSpan: 3 },
          null,
          null,
        ],
        ['Nombre completo', 'CVEGEO', 'Género', 'Institución', 'Desde', 'Curso'].map(text),
        ...rows,
        ...empty,
      ],
    },
  ]).toBuffer();
}

/** Sends a file, as the form does; answers what came back. */
export function sendTable(browser: Browser, name: string, bytes: Buffer | string): Promise<Page> {
  const form = new FormData();
  form.set('archivo', new File([new Uint8Array(Buffer.from(bytes))], name));
  return browser.send('POST', ROSTERS, form, { 'sec-fetch-site': 'same-origin' });
}

/** Brings a table to its preview; answers where that is. */
export async function readTable(
  browser: Browser,
  bytes: Buffer | string,
  name = 'tabla.csv',
): Promise<string> {
  const { status, location, text: said } = await sendTable(browser, name, bytes);
  if (status !== 303) throw new Error(`${String(status)} ${said}`);
  return location;
}

/** Confirms an import, and waits until all of it is in. */
export async function addAll(app: TestApp, browser: Browser, path: string): Promise<Page> {
  await browser.post(path);
  await app.services.rosters.finishAll();
  return browser.get(path);
}

/** Takes an import back, and waits until all of it is out. */
export async function undoAll(app: TestApp, browser: Browser, path: string): Promise<Page> {
  await browser.post(`${path}/deshacer`);
  await app.services.rosters.finishAll();
  return browser.get(path);
}

/** The figures of a page of an import, by what they count. */
export function figuresOf(page: Page): Record<string, number> {
  const terms = [...page.document.querySelectorAll('dl.facts dt')];
  const values = [...page.document.querySelectorAll('dl.facts dd')];
  return Object.fromEntries(
    terms.map((term, at) => [
      (term.textContent ?? '').trim(),
      Number((values[at]?.textContent ?? '').trim()),
    ]),
  );
}

/** The fields of the form with this action, by name, as the page offers them. */
export function fieldsOf(page: Page, action: string): Record<string, string> {
  const form = page.document.querySelector(`form[action="${action}"]`);
  return Object.fromEntries(
    [...(form?.querySelectorAll('input') ?? [])].map((input) => [
      input.getAttribute('name') ?? '',
      input.getAttribute('value') ?? '',
    ]),
  );
}
