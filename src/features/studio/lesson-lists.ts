import type { LooseHead } from './lesson-file.ts';

/** Sources and legal points as people write them in a form: one a line, its parts between bars. */

const BAR = ' | ';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const PENDING = /^(?:pendiente|pending)$/i;
const SIGNED = /^(?:firmado|signed)(?: (?:por|by) (.+?),? (\d{4}-\d{2}-\d{2}))?$/i;
const CONSULTED = /^(?:consultado|consulted):? (\d{4}-\d{2}-\d{2})$/i;

interface Source {
  text: string;
  date?: string;
  status?: 'pending';
}
interface Legal {
  point: string;
  textDate?: string;
  consultedOn?: string;
  status: 'pending' | 'signed';
  signedBy?: string;
  signedOn?: string;
}

const linesOf = (text: string): string[][] =>
  text
    .split('\n')
    .map((row) => row.split('|').map((part) => part.trim()))
    .filter((parts) => parts.some((part) => part !== ''));

/** One thing a line, without empty lines. */
export const rowsIn = (text: string): string[] =>
  text
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '');

/** `Ley General de … | 2024-01-26 | pendiente` */
export const sourcesIn = (text: string): Source[] =>
  linesOf(text).map((parts) => {
    const date = parts.find((part) => DAY.test(part));
    const isPending = parts.some((part) => PENDING.test(part));
    const said = parts.filter((part) => !DAY.test(part) && !PENDING.test(part));
    return {
      text: said.join(BAR),
      ...(date === undefined ? {} : { date }),
      ...(isPending ? { status: 'pending' as const } : {}),
    };
  });

export const sourceText = (sources: LooseHead['sources']): string =>
  sources
    .map(({ text, date, status }) =>
      [text, date ?? '', status === 'pending' ? 'pendiente' : ''].filter(Boolean).join(BAR),
    )
    .join('\n');

/** `LGAMVLV, artículo 8 | 2024-01-17 | firmado por Ana Ruiz, 2026-01-10`, or `… | consultado 2026-01-10` when the date of the text is not known. */
export const legalIn = (text: string): Legal[] =>
  linesOf(text).map((parts) => {
    const textDate = parts.find((part) => DAY.test(part));
    const consultedOn = parts.map((part) => CONSULTED.exec(part)?.[1]).find(Boolean);
    const signature = parts.map((part) => SIGNED.exec(part)).find((found) => found !== null);
    const [, signedBy, signedOn] = signature ?? [];
    const said = parts.filter((part) =>
      [DAY, CONSULTED, SIGNED, PENDING].every((pattern) => !pattern.test(part)),
    );
    return {
      point: said.join(BAR),
      ...(textDate === undefined ? {} : { textDate }),
      ...(consultedOn === undefined ? {} : { consultedOn }),
      status: signature === undefined ? ('pending' as const) : ('signed' as const),
      ...(signedBy === undefined || signedOn === undefined ? {} : { signedBy, signedOn }),
    };
  });

export const legalText = (legal: LooseHead['legal']): string =>
  legal
    .map(({ point, textDate, consultedOn, status, signedBy, signedOn }) =>
      [
        point,
        textDate ?? '',
        consultedOn ? `consultado ${consultedOn}` : '',
        status !== 'signed'
          ? ''
          : signedBy == null || signedOn == null
            ? 'firmado'
            : `firmado por ${signedBy}, ${signedOn}`,
      ]
        .filter(Boolean)
        .join(BAR),
    )
    .join('\n');
