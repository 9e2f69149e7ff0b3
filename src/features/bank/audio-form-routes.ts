import type { Request, Response } from 'express';
import { z } from 'zod';
import { receiveFile, type Reception } from '../../http/one-file.ts';
import { parseForm, sentValues, type FieldErrors } from '../../http/parse.ts';
import { line, paragraph } from '../../lib/text.ts';
import { MEDIA_TYPES, type MediaFile } from '../content/media-file.ts';
import {
  LANGUAGES,
  LONGEST_TRANSCRIPT,
  OTHER_LANGUAGE,
  type ItemAudio,
} from '../courses/item-audio.ts';
import type { AudioFiles } from './audio-files.ts';
import type { Remark } from './formats/format.ts';

/** What the forms of a question's recordings need, in a bank and in a course. */
export interface AudioReception extends Reception {
  audioFiles: AudioFiles;
}

const MOST = MEDIA_TYPES['mp3']?.limit ?? 0;
const FILE = { field: 'archivo', most: MOST };
export const MOST_MEGABYTES = MOST / 1_000_000;

const Transcript = paragraph(LONGEST_TRANSCRIPT);
const AudioForm = z.object({
  lengua: z.enum([...LANGUAGES, OTHER_LANGUAGE]),
  nombre: line(60, 0).default(''),
  transcripcion: Transcript,
});
/** Another transcript for a recording that is there, or the recording away. */
const ChangeForm = z.discriminatedUnion('accion', [
  z.object({
    accion: z.literal('guardar'),
    archivo: z.string().max(120),
    transcripcion: Transcript,
  }),
  z.object({ accion: z.literal('quitar'), archivo: z.string().max(120) }),
]);

/** A form that has to be shown again: what was typed, and what is wrong. */
export interface AudioReturned {
  values: Record<string, string>;
  errors: FieldErrors;
  /** Why the file is not taken. */
  refused: Remark | null;
  /** The recording that it is about; null where it is about another one. */
  of: string | null;
  status: 413 | 422;
}
export type AudioSent =
  { ok: true; audio: ItemAudio; file: MediaFile } | ({ ok: false } & AudioReturned);

/** Reads the language, the transcript and the recording that were sent, and does the work with them. */
export async function receiveAudio(
  { audioFiles, ...reception }: AudioReception,
  { request, response }: { request: Request; response: Response },
  work: (sent: AudioSent) => Promise<void>,
): Promise<void> {
  const again = (given: Partial<AudioReturned>): AudioSent => ({
    ok: false,
    ...{ values: sentValues(request), errors: {}, refused: null, of: null, status: 422, ...given },
  });
  await receiveFile(reception, { request, response }, FILE, async (received) => {
    const form = parseForm(AudioForm, request);
    const wrong: FieldErrors = {
      ...(received.ok ? {} : received.errors),
      ...(form.ok ? unnamed(form.value) : form.errors),
    };
    if (!form.ok || !received.ok || Object.keys(wrong).length > 0) {
      await work(again({ errors: wrong, status: received.ok ? 422 : received.status }));
      return;
    }
    const kept = await audioFiles.keep(received.file);
    if (!kept.ok) {
      await work(again({ refused: kept.reason }));
      return;
    }
    const { lengua: language, nombre: called, transcripcion: transcript } = form.value;
    const named = called === '' ? {} : { called };
    const audio = { file: kept.file.name, language, ...named, transcript };
    await work({ ok: true, audio, file: kept.file });
  });
}

/** A language that is not in the list has to be called something. */
const unnamed = ({ lengua, nombre }: z.output<typeof AudioForm>): FieldErrors =>
  lengua === OTHER_LANGUAGE && nombre === '' ? { nombre: ['form.required'] } : {};

export type AudioChange =
  | { ok: true; change: (all: readonly ItemAudio[]) => ItemAudio[] }
  | ({ ok: false } & AudioReturned);

/** Reads what somebody wants of a recording that is there. */
export function audioChange(request: Request): AudioChange {
  const form = parseForm(ChangeForm, request);
  if (!form.ok) {
    const values = sentValues(request);
    const of = values['archivo'] ?? null;
    return { ok: false, values, errors: form.errors, refused: null, of, status: 422 };
  }
  const { value } = form;
  const isIt = ({ file }: ItemAudio): boolean => file === value.archivo;
  return {
    ok: true,
    change: (all) =>
      value.accion === 'quitar'
        ? all.filter((one) => !isIt(one))
        : all.map((one) => (isIt(one) ? { ...one, transcript: value.transcripcion } : one)),
  };
}

/** A recording among those that are there; the same bytes sent again stand in their own place. */
export const withAudio =
  (audio: ItemAudio) =>
  (all: readonly ItemAudio[]): ItemAudio[] => [
    ...all.filter(({ file }) => file !== audio.file),
    audio,
  ];
