import { readFile } from 'node:fs/promises';
import type { Request, Response } from 'express';
import type { MessageKey } from '../i18n/translate.ts';
import { csvText } from '../lib/csv.ts';
import { decodedText, isBinary } from '../lib/decoded.ts';
import { isZip } from '../lib/workbook.ts';
import { workbookTablesApart } from '../lib/workbook-apart.ts';
import { sentValues, type FieldErrors } from './parse.ts';
import type { RateLimit } from './rate-limit.ts';
import type { UploadedFile, Uploads } from './uploads.ts';
import { signedIn } from './visit.ts';

/** How a form with one file is received, and how often somebody may send one. */
export interface Reception {
  uploads: Uploads;
  limits: { uploadsByPerson: RateLimit };
}

/** The field that carries the file, and the most bytes that it may have. */
export interface FileField {
  field: string;
  most: number;
}

/** 413: too large, 422: none was chosen, or it broke off. The message belongs beside the field. */
interface Refused {
  ok: false;
  status: 413 | 422;
  errors: FieldErrors;
}
export type OneFile = { ok: true; input: Buffer; fileName: string } | Refused;

const CHOOSE = ['uploads.chooseFile' as const];

/**
 * Receives the one file of a form, on disk while the work with it lasts; what else was sent stands in `request.body`. Counts
 * against how often whoever is signed in may send files.
 */
export async function receiveFile(
  { uploads, limits }: Reception,
  { request, response }: { request: Request; response: Response },
  { field, most }: FileField,
  work: (sent: { ok: true; file: UploadedFile } | Refused) => Promise<void>,
): Promise<void> {
  const missing: Refused = { ok: false, status: 422, errors: { [field]: CHOOSE } };
  if (request.is('multipart/form-data') === false) {
    await work(missing);
    return;
  }
  await limits.uploadsByPerson.consume(signedIn(response).id);
  const bounds = { field, files: 1, fileBytes: most, bytes: most };
  await uploads.receive(request, response, bounds, async (received) => {
    if (!received.ok) {
      await work(received);
      return;
    }
    const [file] = received.files;
    await work(file === undefined ? missing : { ok: true, file });
  });
}

/** Receives the one file of a form as `receiveFile` does, read into memory whole. */
export const receiveOneFile = (
  reception: Reception,
  exchange: { request: Request; response: Response },
  file: FileField,
  work: (file: OneFile) => Promise<void>,
): Promise<void> =>
  receiveFile(reception, exchange, file, async (sent) => {
    if (!sent.ok) await work(sent);
    else {
      const { path, name } = sent.file;
      await work({ ok: true, input: await readFile(path), fileName: name });
    }
  });

export type PastedTable = { ok: true } | { ok: false; status: 413 | 422; errors: FieldErrors };

/**
 * Receives a table that was pasted into one field or chosen as a file, as text or as a workbook: its text takes the place of what was
 * pasted, so that it comes back in the form where something is wrong with it. No file chosen leaves what was pasted; one that is no table is
 * told by `broken`.
 */
export async function receivePastedTable(
  reception: Reception,
  exchange: { request: Request; response: Response },
  { pasted, broken, ...file }: FileField & { pasted: string; broken: MessageKey },
  work: (table: PastedTable) => Promise<void>,
): Promise<void> {
  const { request } = exchange;
  if (request.is('multipart/form-data') === false) {
    await work({ ok: true });
    return;
  }
  await receiveOneFile(reception, exchange, file, async (received) => {
    const noneChosen = !received.ok && received.errors[file.field]?.[0] === CHOOSE[0];
    if (noneChosen) await work({ ok: true });
    else if (!received.ok) await work(received);
    else {
      const text = await tableTextOf(received.input);
      if (typeof text !== 'string') {
        const problem = text.fault === null ? broken : FAULTS[text.fault];
        await work({ ok: false, status: 422, errors: { [file.field]: [problem] } });
      } else {
        request.body = { ...sentValues(request), [pasted]: text };
        await work({ ok: true });
      }
    }
  });
}

const FAULTS = {
  doctype: 'formats.problem.doctype',
  slow: 'rosters.file.tooMuch',
  swollen: 'formats.problem.swollen',
} as const;

/** A table as text, of a workbook its first sheet; otherwise why not, null where it is neither. */
async function tableTextOf(bytes: Buffer): Promise<string | { fault: keyof typeof FAULTS | null }> {
  if (!isZip(bytes)) return isBinary(bytes) ? { fault: null } : decodedText(bytes);
  const sheets = await workbookTablesApart(bytes);
  if (typeof sheets === 'string') return { fault: sheets === 'unreadable' ? null : sheets };
  const [heads, ...body] = sheets[0]?.rows ?? [];
  return heads === undefined ? { fault: null } : csvText(heads, body).replace('\ufeff', '');
}
