import type { Response } from 'express';
import { translator } from '../i18n/translate.ts';
import { visitOf } from './visit.ts';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  zip: 'application/zip',
};

/** Names a download; in discreet mode it gives nothing away. */
export function attach(
  response: Response,
  name: string,
  extension: keyof typeof TYPES,
  day: string,
): void {
  const { actor, language } = visitOf(response);
  const isDiscreet = actor?.discreet ?? false;
  const stem = isDiscreet ? translator(language)('report.fileNameDiscreet') : name;
  response.attachment(`${stem}-${day}.${extension}`);
  response.type(TYPES[extension]);
}
