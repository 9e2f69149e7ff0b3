import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import { constants } from 'node:zlib';
import type { Logger } from 'pino';
import { mediaRoutes } from './features/content/routes.ts';
import { chooseLanguage } from './http/language.ts';
import { dispatch, inOrder } from './http/dispatch.ts';
import { errorHandler, notFound } from './http/error-handler.ts';
import { healthRoutes } from './http/health.ts';
import { setUpFrame } from './http/render.ts';
import { recordRefusedActs } from './http/refused-acts.ts';
import { readForm } from './http/parse.ts';
import { requestLog } from './http/request-log.ts';
import { sameOriginOnly } from './http/same-origin.ts';
import { noStore, securityHeaders } from './http/security-headers.ts';
import { actorOfSession, sessions } from './http/session.ts';
import { staticFiles } from './http/static-files.ts';
import type { Traffic } from './http/traffic.ts';
import { setVisit } from './http/visit.ts';
import { navigation } from './navigation.ts';
import type { Services } from './services.ts';
import { routers } from './routers.ts';

/** Pages compress themselves (`http/pieces.ts`); what is streamed is compressed on its way, cheaply. */
const compressing = compression({
  level: 1,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
});
const STREAMED = /^\/medios\/|\.csv$/;
const compressFiles: RequestHandler = (request, response, next) => {
  if (STREAMED.test(request.path)) compressing(request, response, next);
  else next();
};

/** Who asks, and in which language the answer speaks. */
const visit: RequestHandler = (request, response, next) => {
  const actor = actorOfSession(request);
  setVisit(response, { actor, language: chooseLanguage(request, response, actor) });
  next();
};

/** How this process serves; everything that it does is in the services. */
export interface AppOptions {
  services: Services;
  log: Logger;
  demo: boolean;
  cacheViews: boolean;
  trustProxy: string | undefined;
  /** Where answers are counted; nothing is counted without it. */
  traffic?: Traffic | undefined;
}

/** The application, in the order in which a request passes through it. */
export function createApp({
  services,
  log,
  demo,
  cacheViews,
  trustProxy,
  traffic,
}: AppOptions): Express {
  const app = express();
  const isHttps = services.baseUrl.startsWith('https:');
  app.disable('x-powered-by');
  app.set('etag', false);
  if (trustProxy !== undefined) {
    app.set('trust proxy', /^\d+$/.test(trustProxy) ? Number(trustProxy) : trustProxy);
  }
  setUpFrame({ demo, exitUrl: services.exitUrl, cacheViews, navigation });

  const headers = securityHeaders(isHttps, services.exitUrl);
  app.use('/assets', headers, staticFiles());
  app.use(
    inOrder(
      headers,
      requestLog(log, traffic),
      compressFiles,
      dispatch([
        healthRoutes({ reads: services.database.reads, dataDir: services.dataDir }),
        mediaRoutes(services.media),
      ]),
      noStore,
      sameOriginOnly,
      sessions({
        rows: services.sessionRows,
        clock: services.clock,
        secret: services.sessionSecret,
        isHttps,
      }),
      visit,
      readForm,
      dispatch(routers(services)),
    ),
  );
  app.use(notFound);
  app.use(recordRefusedActs(services.recordRefusal, log));
  app.use(errorHandler(log));
  return app;
}
