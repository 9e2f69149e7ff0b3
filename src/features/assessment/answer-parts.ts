/**
 * Answers that have parts are sent as `r_<item>.<part>` and kept as texts `part=value`, so that every answer is a list of
 * texts, whatever the type of its item.
 */

/** The parts by name; null where a text has no part or a part stands twice. */
export function partsOf(answer: readonly string[]): Map<string, string> | null {
  const parts = new Map<string, string>();
  for (const text of answer) {
    const at = text.indexOf('=');
    if (at < 1 || parts.has(text.slice(0, at))) return null;
    parts.set(text.slice(0, at), text.slice(at + 1));
  }
  return parts;
}

/** A part as it is kept. */
export const partOf = (name: string, value: string): string => `${name}=${value}`;

/** Whether an answer consists of these parts only, each with a value that may stand there. */
export function takesParts(
  answer: readonly string[],
  names: readonly string[],
  mayBe: (value: string, name: string) => boolean,
): boolean {
  const parts = partsOf(answer);
  return (
    parts !== null &&
    [...parts].every(([name, value]) => names.includes(name) && mayBe(value, name))
  );
}
