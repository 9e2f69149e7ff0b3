import type { Express, RequestHandler } from 'express';

/** A route as the application serves it. */
export interface ServedRoute {
  method: string;
  path: string;
  /** Name of the access rule it begins with; undefined when it begins with something else. */
  rule: string | undefined;
  /** The first handler itself. */
  enter: RequestHandler;
}

interface Handler extends RequestHandler {
  ruleName?: string;
  stack?: Layer[];
}
interface Layer {
  handle: Handler;
  route?: { path: string; stack: { method: string; handle: Handler }[] };
}

/** Every route of the application, found by walking its routers: nobody has to remember to register one. */
export function routesOf(app: Express): ServedRoute[] {
  const walk = (stack: readonly Layer[]): ServedRoute[] =>
    stack.flatMap(({ route, handle }) => {
      if (route === undefined) return handle.stack === undefined ? [] : walk(handle.stack);
      const methods = [...new Set(route.stack.map(({ method }) => method))];
      return methods.flatMap((method) => {
        const enter = route.stack.find((layer) => layer.method === method)?.handle;
        return enter === undefined
          ? []
          : [{ method: method.toUpperCase(), path: route.path, rule: enter.ruleName, enter }];
      });
    });
  return walk((app.router as unknown as { stack: Layer[] }).stack);
}
