import pg from 'pg';
import type { Binding, Statements } from './dialect.ts';
import { connectionTo, isSilence, numbered, SWIFT } from './postgres-connection.ts';
import { isStale, preparedStatements, type Statement } from './postgres-prepared.ts';

/** A connection on which statements follow each other without waiting for answers. */
interface Lane {
  client: pg.Client;
  opened: number;
  /** Null once it is there. */
  connecting: Promise<unknown> | null;
  /** When each statement was sent whose answer has not come yet, oldest first. */
  sent: Set<{ at: number }>;
}

/** A lane whose oldest answer takes longer than this is passed by while there are others. */
const SLOW = 20;
/** A statement whose connection is lost within this is sent once more. */
const SOON = 2_000;
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** The connection is gone, whatever was under way on it. */
const isLost = (error: unknown): boolean =>
  ['57P01', 'ECONNRESET', 'EPIPE'].includes(codeOf(error)) ||
  (error instanceof Error && error.message.startsWith('Connection terminated'));

interface Options {
  /** Connections at most, and how many are opened before statements follow each other. */
  most: number;
  usual: number;
  /** Whether a statement whose connection was lost is sent once more: it may have been done already. */
  again: boolean;
}

/**
 * Single statements outside transactions, prepared once for each connection and sent over a few connections one behind the
 * other (pipelining): neither the plan nor the way to the server is paid for again. The first use opens a connection, and
 * the next one replaces what was lost.
 */
export function postgresLanes(url: string, { most, usual, again }: Options): Statements {
  const lanes = new Set<Lane>();
  const statementOf = preparedStatements(numbered);

  const open = (): Lane => {
    const client = new pg.Client({ ...connectionTo(url), ...SWIFT, pipeline: true });
    const lane: Lane = { client, opened: performance.now(), connecting: null, sent: new Set() };
    const forget = (): void => {
      lanes.delete(lane);
    };
    client.on('error', forget);
    client.on('end', forget);
    lane.connecting = client.connect().then(
      () => (lane.connecting = null),
      (error: unknown) => {
        forget();
        throw error;
      },
    );
    lanes.add(lane);
    return lane;
  };

  const isSlow = ({ sent }: Lane, now: number): boolean => {
    for (const { at } of sent) return now - at > SLOW;
    return false;
  };

  /** The one with least to do, among those that are not held up. */
  const freest = (now: number): Lane => {
    let best: Lane | undefined;
    let swift = 0;
    for (const lane of lanes) {
      if (isSlow(lane, now)) continue;
      swift += 1;
      if (best === undefined || lane.sent.size < best.sent.size) best = lane;
    }
    if (best !== undefined && (best.sent.size === 0 || swift >= usual)) return best;
    if (lanes.size < most) return open();
    return (
      best ?? [...lanes].reduce((one, other) => (other.sent.size < one.sent.size ? other : one))
    );
  };

  /**
   * What happened to one connection has happened to the others that were there. They end what they have begun; one that is
   * still on its way there finds out by itself, and would never say so if it were ended.
   */
  const retire = (before: number): void => {
    for (const lane of lanes) {
      if (lane.connecting !== null || lane.opened > before) continue;
      lanes.delete(lane);
      lane.client.end().catch(() => undefined);
    }
  };

  const send = async (
    sql: string,
    values: readonly Binding[],
    statement: Statement = statementOf(sql),
  ): Promise<unknown[]> => {
    const now = performance.now();
    const lane = freest(now);
    const mark = { at: now };
    lane.sent.add(mark);
    try {
      if (lane.connecting !== null) await lane.connecting;
      const query = { ...statement, values: [...values] };
      return (await lane.client.query<Record<string, unknown>>(query)).rows;
    } catch (error) {
      if (isStale(error) || isLost(error) || isSilence(error)) retire(now);
      throw error;
    } finally {
      lane.sent.delete(mark);
    }
  };

  return {
    async all(sql, bindings) {
      const begun = performance.now();
      try {
        return await send(sql, bindings);
      } catch (error) {
        if (isStale(error)) return send(sql, bindings, { text: numbered(sql) });
        // Whoever waited behind a statement that got no answer has waited enough.
        if (again && isLost(error) && performance.now() - begun < SOON) return send(sql, bindings);
        throw error;
      }
    },
    async close() {
      await Promise.all(
        [...lanes].map(async ({ client, connecting }) => {
          await connecting?.catch(() => undefined);
          await client.end();
        }),
      );
    },
  };
}
