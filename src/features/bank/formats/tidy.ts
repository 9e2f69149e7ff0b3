const INVISIBLE = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Co}]/gu;
const TOWER = /(\p{M}{30})\p{M}+/gu;

/** A text as the platform keeps it: NFC, trimmed, without the invisible characters that other systems leave in. */
export const tidy = (text: string): string =>
  text.replace(INVISIBLE, '').replace(TOWER, '$1').normalize('NFC').trim();

/** The beginning of a text on one line, to name a question by. */
export function beginning(text: string, most = 80): string {
  const line = tidy(text.slice(0, most * 8)).replace(/\s+/g, ' ');
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}
