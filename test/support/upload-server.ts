/** A server that does nothing but receive files into `DATA_DIR`, and says how much memory it took; a process to be killed. */
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { pino } from 'pino';
import { errorHandler } from '../../src/http/error-handler.ts';
import { setUpFrame } from '../../src/http/render.ts';
import { sameOriginOnly } from '../../src/http/same-origin.ts';
import { setVisit } from '../../src/http/visit.ts';
import { removeLeftUploads, uploads, type UploadLimits } from '../../src/http/uploads.ts';

/** A server of files over a folder; answers what it received as JSON. */
export function uploadServer(dataDir: string, limits: UploadLimits): express.Express {
  const uploading = uploads(dataDir);
  const app = express();
  setUpFrame({
    demo: false,
    exitUrl: 'https://example.org/',
    cacheViews: true,
    navigation: () => [],
  });
  app.use((_request, response, next) => {
    setVisit(response, { actor: null, language: 'es-MX' });
    next();
  });
  app.use(sameOriginOnly);
  app.post('/archivos', async (request, response) => {
    await uploading.receive(request, response, limits, async (received) => {
      await Promise.resolve();
      const status = received.ok ? 200 : received.status;
      const memory = process.memoryUsage.rss();
      response.status(status).json({ ...received, body: request.body as unknown, memory });
    });
  });
  app.use(errorHandler(pino({ level: 'silent' })) satisfies ErrorRequestHandler);
  return app;
}

const folder = process.env['UPLOADS_HERE'];
if (folder !== undefined) {
  await removeLeftUploads(folder, new Date());
  const limits = { field: 'archivos', files: 3, fileBytes: 250_000_000, bytes: 300_000_000 };
  const server = uploadServer(folder, limits).listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port });
  });
}
