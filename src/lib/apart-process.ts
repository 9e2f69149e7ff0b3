/** What a process of its own runs: does what it is asked, and ends when whoever asks has gone. */

/** What the server asks, and what it is told. `file` is a module of ours, `name` a function of it. */
export interface Wish {
  id: number;
  file: string;
  name: string;
  given: unknown[];
}
export type Done = { id: number; answer: unknown } | { id: number; error: string };

type Work = (...given: unknown[]) => Promise<unknown>;

const done = async ({ id, file, name, given }: Wish): Promise<Done> => {
  try {
    const module = (await import(file)) as Record<string, Work>;
    const answer = await module[name]?.(...given);
    return { id, answer };
  } catch (error) {
    return { id, error: String(error) };
  }
};

process.on('message', (wish: Wish) => {
  // Whoever asked may have gone meanwhile: the end of the channel, below, is told for itself.
  void done(wish).then((told) => process.send?.(told, () => undefined));
});
process.on('disconnect', () => process.exit());
// Both are sent to all processes of a server, which first answers those who wait.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined);
