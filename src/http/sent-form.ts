import type { Request } from 'express';

/** What somebody typed into one field. */
export interface SentText {
  name: string;
  text: string;
  isLong: boolean;
}

/** A form as it was sent, to be sent once more. */
export interface SentAgain {
  action: string;
  fields: { name: string; value: string }[];
}

const MAX_SHOWN = 20_000;
/** What fits beside its name on a phone. */
const LINE = 60;
/** What forms carry without anybody having typed it. */
const CARRIED =
  /^(username|compartido|clave|sesion|sigue|vistas|visto|version|revision|bloque|insertar|luego|reactivo|guardar|.*_version)$/;
/** Options that were chosen, by ids that tell nobody anything. */
const CHOSEN = 'r_';

/** Every filled field of a form with its values. Passwords never come back. */
function sentFields(request: Request): [string, string[]][] {
  if (request.method !== 'POST' || typeof request.body !== 'object' || request.body === null)
    return [];
  return Object.entries(request.body as Record<string, unknown>).flatMap(
    ([name, value]): [string, string[]][] => {
      const texts = (Array.isArray(value) ? value : [value]).filter(
        (one): one is string => typeof one === 'string',
      );
      return texts.length === 0 || /password/i.test(name) ? [] : [[name, texts]];
    },
  );
}

/** Every field that a person filled in, several choices of one field in a line each; of a form that goes again, its texts. */
export const sentText = (request: Request, again: SentAgain | null): SentText[] =>
  sentFields(request).flatMap(([name, values]) => {
    const texts = values.filter((one) => one.trim() !== '');
    if (texts.length === 0 || CARRIED.test(name)) return [];
    if (again !== null && name.startsWith(CHOSEN)) return [];
    const text = texts.join('\n').slice(0, MAX_SHOWN);
    return [{ name, text, isLong: text.length > LINE || text.includes('\n') }];
  });

/** The form to be sent again, under the next session or when there is a database; null where nothing was sent. */
export function sentAgain(request: Request): SentAgain | null {
  const fields = sentFields(request).flatMap(([name, values]) =>
    values.map((value) => ({ name, value })),
  );
  return fields.length === 0 ? null : { action: request.originalUrl, fields };
}
