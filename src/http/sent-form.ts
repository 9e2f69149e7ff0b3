import type { Request } from 'express';
import type { MessageKey, Translate } from '../i18n/translate.ts';

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
/** Answers to questions, by ids that tell nobody anything. */
const ANSWER = 'r_';
/** An option that was chosen, by its letter; parts of an answer have a point in their names and are typed. */
const isLetter = (name: string, value: string): boolean =>
  name.startsWith(ANSWER) && !name.includes('.') && /^[a-z]$/.test(value);
/** A tick beside a notice. */
const isTick = (name: string, value: string): boolean => name === 'aviso' && value === '1';

/** What people call fields that many forms have. */
const LABELS: Record<string, MessageKey> = {
  titulo: 'error.field.titulo',
  nombre: 'error.field.nombre',
  texto: 'error.field.texto',
  asunto: 'error.field.asunto',
  motivo: 'error.field.motivo',
  nota: 'error.field.nota',
  respuesta: 'error.field.respuesta',
  resumen: 'error.field.resumen',
  objetivo: 'error.field.objetivo',
  aviso: 'error.field.aviso',
  fuentes: 'error.field.fuentes',
  palabra: 'error.field.palabra',
  minutos: 'error.field.minutos',
  horas: 'error.field.horas',
  fecha: 'error.field.fecha',
  municipio: 'error.field.municipio',
  usuario: 'error.field.usuario',
  etiqueta: 'error.field.etiqueta',
  usos: 'error.field.usos',
};

function labelOf(name: string, t: Translate): string {
  if (name.startsWith(ANSWER)) return t('error.field.answer');
  const key = LABELS[name];
  return key === undefined ? name.replaceAll('_', ' ') : t(key);
}

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

/**
 * Every field that a person filled in, several choices of one field in a line each; of a form that goes again, its texts. An
 * option of a question, which only its letter stands for, is told nowhere.
 */
export const sentText = (request: Request, again: SentAgain | null, t: Translate): SentText[] =>
  sentFields(request).flatMap(([name, values]) => {
    const isAnswer = name.startsWith(ANSWER);
    const texts = values.filter(
      (one) => one.trim() !== '' && !isLetter(name, one) && !isTick(name, one),
    );
    if (texts.length === 0 || CARRIED.test(name) || (isAnswer && again !== null)) return [];
    const text = texts.join('\n').slice(0, MAX_SHOWN);
    const isLong = text.length > LINE || text.includes('\n');
    return [{ name: labelOf(name, t), text, isLong }];
  });

/** The form to be sent again, under the next session or when there is a database; null where nothing was sent. */
export function sentAgain(request: Request): SentAgain | null {
  const fields = sentFields(request).flatMap(([name, values]) =>
    values.map((value) => ({ name, value })),
  );
  return fields.length === 0 ? null : { action: request.originalUrl, fields };
}
