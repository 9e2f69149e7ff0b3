import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Actor } from '../lib/actor.ts';
import { Refusal } from '../lib/errors.ts';
import { visitOf } from './visit.ts';

/** Something in the staff's area that a signed-in person was refused. */
export interface RefusedAct {
  actor: Actor;
  method: string;
  /** The address as the route spells it: without ids, codes or what was searched for. */
  route: string;
}

/** Writes it down. */
export type RecordRefusal = (refused: RefusedAct) => Promise<void>;

const STAFF_AREA = /^\/(administrar|ensenar)(\/|$)/;

/**
 * Writes down each privileged act that a signed-in person was refused, by an access rule or by the service that
 * authorised the object, before the refusal is answered. Addresses that no route serves are nobody's act. When writing
 * fails the refusal stands all the same.
 */
export const recordRefusedActs =
  (record: RecordRefusal, log: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const route = request.route as { path: unknown } | undefined;
    const isRefusal =
      error instanceof Refusal &&
      !error.onRecord &&
      (error.kind === 'not-found' || error.kind === 'forbidden');
    if (!isRefusal || typeof route?.path !== 'string' || !STAFF_AREA.test(route.path)) {
      next(error);
      return;
    }
    const { actor } = visitOf(response);
    if (actor === null) {
      next(error);
      return;
    }
    record({ actor, method: request.method, route: route.path })
      .catch((failure: unknown) => {
        log.error({ err: failure }, 'a refused act could not be written down');
      })
      .finally(() => {
        next(error);
      });
  };
