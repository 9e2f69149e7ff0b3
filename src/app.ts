import compression from 'compression';
import express, { type Express } from 'express';
import { constants } from 'node:zlib';
import type { Logger } from 'pino';
import { mediaRoutes } from './features/content/routes.ts';
import { chooseLanguage } from './http/language.ts';
import { errorHandler, notFound } from './http/error-handler.ts';
import { healthRoutes } from './http/health.ts';
import { setUpFrame } from './http/render.ts';
import { recordRefusedActs } from './http/refused-acts.ts';
import { requestLog } from './http/request-log.ts';
import { sameOriginOnly } from './http/same-origin.ts';
import { noStore, securityHeaders } from './http/security-headers.ts';
import { sessions } from './http/session.ts';
import { staticFiles } from './http/static-files.ts';
import { setVisit } from './http/visit.ts';
import type { Actor } from './lib/actor.ts';
import { navigation } from './navigation.ts';
import type { Services } from './services.ts';
import { routers } from './routers.ts';

/** How this process serves; everything that it does is in the services. */
export interface AppOptions {
  services: Services;
  log: Logger;
  demo: boolean;
  cacheViews: boolean;
  trustProxy: string | undefined;
}

/** The application, in the order in which a request passes through it. */
export function createApp({ services, log, demo, cacheViews, trustProxy }: AppOptions): Express {
  const app = express();
  const isHttps = services.baseUrl.startsWith('https:');
  app.disable('x-powered-by');
  app.set('etag', false);
  if (trustProxy !== undefined) {
    app.set('trust proxy', /^\d+$/.test(trustProxy) ? Number(trustProxy) : trustProxy);
  }
  setUpFrame({ demo, exitUrl: services.exitUrl, cacheViews, navigation });

  app.use(securityHeaders(isHttps, services.exitUrl));
  app.use('/assets', staticFiles());
  app.use(requestLog(log));
  app.use(compression({ level: 1, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } } }));
  app.use(healthRoutes({ reads: services.database.reads, dataDir: services.dataDir }));
  app.use(mediaRoutes(services.media));
  app.use(noStore);
  app.use(sameOriginOnly);
  app.use(
    sessions({
      rows: services.sessionRows,
      clock: services.clock,
      secret: services.sessionSecret,
      isHttps,
    }),
  );
  app.use(...services.authentication.readSession);
  app.use((request, response, next) => {
    const actor = (request.user ?? null) as Actor | null;
    setVisit(response, { actor, language: chooseLanguage(request, response, actor) });
    next();
  });
  app.use(express.urlencoded({ extended: false, limit: '200kb', parameterLimit: 1000 }));
  for (const router of routers(services)) app.use(router);
  app.use(notFound);
  app.use(recordRefusedActs(services.recordRefusal, log));
  app.use(errorHandler(log));
  return app;
}
