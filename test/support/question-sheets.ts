import writeXlsxFile from 'write-excel-file/node';
import type { FilePayload } from './chromium.ts';

/** Sixty questions as two committees keep them: forty in a file that Excel saved in Windows-1252, twenty in a workbook. */

const CASES = ['la plaza', 'el mercado', 'la escuela', 'el camión', 'la cancha'];
const asks = (number: number): string =>
  `Caso ${String(number)}. ¿Qué se hace primero en ${CASES[number % CASES.length] ?? ''}?`;

/** Windows-1252 of what is in Latin-1; a dash and quotation marks as Word sets them. */
const windows1252 = (text: string): Buffer =>
  Buffer.from(
    text.replace(/[“”–]/g, (sign) => ({ '“': '\x93', '”': '\x94', '–': '\x96' })[sign] ?? ''),
    'latin1',
  );

/** Columns in an order of their own under headings that we do not know; three rows are wrong. */
export function committeeTable(): FilePayload {
  const rows = Array.from({ length: 40 }, (_none, at) => {
    const number = at + 1;
    const key = number === 7 ? 'E' : number === 19 ? '' : 'B';
    const stem = number === 31 ? '' : asks(number);
    return [
      key,
      'Publicar el nombre',
      stem,
      `Esperar – caso ${String(number)}`,
      'Escuchar',
      'Se pregunta “antes” de actuar.',
      String(number),
    ];
  });
  const head = [
    'Resp.',
    'Inciso c',
    'Redacción aprobada',
    'Inciso a',
    'Inciso b',
    'Sustento',
    'Folio',
  ];
  const title = ['Acta del comité', '', '', '', '', '', ''];
  const text = [title, head, ...rows].map((row) => row.join(';')).join('\r\n');
  return { name: 'reactivos comité.csv', mimeType: 'text/csv', buffer: windows1252(text) };
}

/** A workbook with a title over all columns, rows between the questions that are empty, and one key that is none. */
export async function committeeWorkbook(): Promise<FilePayload> {
  const text = (value: string) => ({ value, type: String });
  const questions = Array.from({ length: 20 }, (_none, at) => {
    const number = at + 41;
    return [
      { value: number, type: Number },
      text(asks(number)),
      text('Escuchar'),
      text(`Cerrar ${String(number)}`),
      text('Publicar el nombre'),
      text(number === 52 ? 'la primera' : 'a)'),
    ];
  });
  const buffer = await writeXlsxFile([
    {
      sheet: 'Hoja1',
      data: [
        [
          { ...text('Banco de reactivos de la colonia, 2026'), columnSpan: 6 },
          null,
          null,
          null,
          null,
          null,
        ],
        [],
        ['#', 'Lo que se pregunta', '1a', '2a', '3a', 'La buena'].map(text),
        ...questions.flatMap((row, at) => (at % 5 === 4 ? [row, []] : [row])),
      ],
    },
  ]).toBuffer();
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name: 'Banco colonia.xlsx', mimeType, buffer };
}
