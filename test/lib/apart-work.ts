/** Work for a process of its own, for its test. */
export const twice = (given: { text: string; at: Date; bytes: Buffer }): Promise<unknown> =>
  Promise.resolve({ ...given, text: given.text.repeat(2) });

export const wrong = (): Promise<never> => Promise.reject(new Error('no ink'));

export const die = (): never => process.exit(3);

export const never = (): Promise<never> => new Promise(() => undefined);

export const environment = (): Promise<string[]> => Promise.resolve(Object.keys(process.env));

/** Answers nobody: lets nothing else happen until its server has gone. */
export function outlast(): Promise<void> {
  const server = process.ppid;
  while (process.ppid === server);
  return Promise.resolve();
}
