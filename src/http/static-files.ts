import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import { assetsFolder } from './assets.ts';

const COMPRESSED = /^\/[\w-]+\.(css|js|svg)$/;

/** Answers with what the build compressed once, as hard as it goes, where the browser takes it. */
const precompressed: RequestHandler = (request, response, next) => {
  const [, kind] = COMPRESSED.exec(request.path) ?? [];
  if (kind !== undefined) {
    response.vary('Accept-Encoding');
    const file = `${request.path}.br`;
    if (request.acceptsEncodings('br') === 'br' && existsSync(join(assetsFolder, file))) {
      request.url = file;
      response.type(kind).setHeader('Content-Encoding', 'br');
    }
  }
  next();
};

/** Built files carry a digest in their name and never change. */
export function staticFiles(): RequestHandler {
  const router = Router();
  router.use(precompressed);
  router.use(
    express.static(assetsFolder, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      immutable: true,
      maxAge: '365d',
      fallthrough: true,
    }),
  );
  return router;
}
