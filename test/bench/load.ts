import autocannon from 'autocannon';

export const CONNECTIONS = 16;

/** One round of load. */
export interface Round {
  /** Answers a second. */
  rate: number;
  answers: number;
  /** Milliseconds. */
  p99: number;
}

export interface Load {
  url: string;
  seconds: number;
  /** What each connection asks for, again and again. */
  requests: (connection: number) => autocannon.Request;
}

/** Sends requests over 16 connections for some seconds. Throws when anything but 2xx comes back. */
export async function load({ url, seconds, requests }: Load): Promise<Round> {
  let connections = 0;
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    setupClient: (client) => {
      client.setRequests([requests(connections)]);
      connections += 1;
    },
  });
  const wrong = result.non2xx + result.errors + result.timeouts;
  if (wrong > 0)
    throw new Error(
      `${String(wrong)} answers of ${url}${requests(0).path ?? ''} were not 2xx: ${JSON.stringify(result.statusCodeStats)}`,
    );
  return {
    rate: result['2xx'] / result.duration,
    answers: result['2xx'],
    p99: result.latency.p99,
  };
}
