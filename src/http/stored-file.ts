import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';

/** A file of somebody's, as it is sent: never as a page of ours. */
export interface StoredFile {
  type: string;
  bytes: number;
  /** What it is called when it is saved: a name of ours, since those of people say too much. */
  name: string;
  /** Whether browsers show it in our pages, or save it. */
  isShown: boolean;
}

/** Nothing in it runs, loads, or is framed by another site. */
const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** Whether this asks for the beginning of a file: a player that goes on reading asks again for each part. */
export const asksForBeginning = ({ headers: { range } }: Request): boolean =>
  range === undefined || range.startsWith('bytes=0-');

/** Sends a file, or the part of it that is asked for, as it is read; `read` gives the bytes from one to another, both included. */
export async function sendStored(
  request: Request,
  response: Response,
  { type, bytes, name, isShown }: StoredFile,
  read: (start: number, end: number) => AsyncIterable<Buffer>,
): Promise<void> {
  response.setHeader('Content-Security-Policy', SANDBOX);
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Accept-Ranges', 'bytes');
  const ranges = request.range(bytes);
  if (ranges === -1) {
    response.setHeader('Content-Range', `bytes */${String(bytes)}`);
    response.status(416).end();
    return;
  }
  const [only, ...others] = Array.isArray(ranges) && ranges.type === 'bytes' ? ranges : [];
  const { start, end } =
    only !== undefined && others.length === 0 ? only : { start: 0, end: bytes - 1 };
  if (end - start + 1 < bytes) {
    response.status(206);
    response.setHeader('Content-Range', `bytes ${String(start)}-${String(end)}/${String(bytes)}`);
  }
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', end - start + 1);
  response.setHeader(
    'Content-Disposition',
    `${isShown ? 'inline' : 'attachment'}; filename="${name}"`,
  );
  try {
    await pipeline(Readable.from(read(start, end), { objectMode: false }), response);
  } catch (error) {
    // Whoever listens stops when she has heard enough.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
