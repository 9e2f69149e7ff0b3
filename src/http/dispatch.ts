import { Router, type RequestHandler } from 'express';

interface Layer {
  route?: { path: string };
}
const layersOf = (router: Router): Layer[] => (router as unknown as { stack: Layer[] }).stack;

/**
 * First part and number of parts: `cursos 4` of `/cursos/res-con/lecciones/uno`. Routes match without regard to case and to
 * a slash at the end.
 */
function placeOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  return `${parts[0]?.toLowerCase() ?? ''} ${String(parts.length)}`;
}

/**
 * Hands a request to the routes whose addresses begin alike and are as long, in the order of the routers. Asked one after
 * the other, thirty routers compare each address with every route of the application.
 */
export function dispatch(routers: readonly Router[]): RequestHandler & { stack: Layer[] } {
  const places = new Map<string, Router>();
  for (const layer of routers.flatMap(layersOf)) {
    if (layer.route === undefined) throw new Error('A router holds something that is not a route');
    if (/[*{]/.test(layer.route.path)) throw new Error(`${layer.route.path} has no fixed length`);
    const place = placeOf(layer.route.path);
    const router = places.get(place) ?? Router();
    places.set(place, router);
    layersOf(router).push(layer);
  }
  const handler: RequestHandler = (request, response, next) => {
    const router = places.get(placeOf(request.path));
    if (router === undefined) next();
    else router(request, response, next);
  };
  return Object.assign(handler, { stack: routers.flatMap(layersOf) });
}

/** Several handlers as one, in order: Express compares each address with each handler that it is given by itself. */
export function inOrder(
  ...handlers: readonly (RequestHandler & { stack?: Layer[] })[]
): RequestHandler {
  const handler: RequestHandler = (request, response, next) => {
    let at = 0;
    const go = (error?: unknown): void => {
      const now = handlers[at];
      at += 1;
      if (error !== undefined || now === undefined) {
        next(error);
        return;
      }
      try {
        void now(request, response, go);
      } catch (thrown) {
        next(thrown);
      }
    };
    go();
  };
  return Object.assign(handler, { stack: handlers.flatMap(({ stack }) => stack ?? []) });
}
