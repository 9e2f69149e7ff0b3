import { Router } from 'express';
import { z } from 'zod';
import { everyone } from '../../http/access.ts';
import { parseParams } from '../../http/parse.ts';
import { Refusal } from '../../lib/errors.ts';
import type { MediaService } from './media.ts';

const MediaAddress = z.object({
  name: z.string().regex(/^[0-9a-f]{32}\.(?:svg|png|jpg|webp|mp3|m4a|ogg|mp4|vtt|pdf)$/),
});

/** Uploaded files are hostile until proved otherwise: nothing in them runs, loads or is framed. */
const SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
const YEAR = 31_536_000;

/** `/medios`: figures, sound, video and sheets of courses, by the digest of their bytes. */
export function mediaRoutes(media: MediaService): Router {
  const router = Router();

  router.get('/medios/:name', everyone, async (request, response, next) => {
    const { name } = parseParams(MediaAddress, request);
    const file = await media.find(name);
    response.setHeader('Content-Type', file.type);
    response.setHeader('Content-Security-Policy', SANDBOX);
    response.setHeader('Cache-Control', `public, max-age=${String(YEAR)}, immutable`);
    if (file.isDownload) response.setHeader('Content-Disposition', 'attachment');
    response.sendFile(
      file.name,
      { root: file.folder, dotfiles: 'deny', lastModified: false, etag: false },
      (error?: Error & { status?: number }) => {
        if (error === undefined || response.headersSent) return;
        for (const header of ['Content-Type', 'Content-Disposition']) response.removeHeader(header);
        response.setHeader('Cache-Control', 'no-store');
        next(error.status === 416 ? error : new Refusal('not-found', 'error.notFound'));
      },
    );
  });

  return router;
}
