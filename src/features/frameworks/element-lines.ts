import { toSearchText } from '../../lib/search-text.ts';
import type { Element } from './framework.ts';

/** The code of an element that a table names by its code, its tag or its name. */
export function elementNamed(elements: readonly Element[], said: string): string | null {
  const text = toSearchText(said);
  const found = elements.find(({ code, tag, name }) =>
    [code, tag, name.es, name.en].some((one) => toSearchText(one) === text),
  );
  return found?.code ?? null;
}

/** Elements as they were typed, `code; name` on a line each; null when a line does not fit or a code stands there twice. */
export function readElements(
  text: string,
  { versionId, code: framework, last }: { versionId: string; code: string; last: Element[] },
): Element[] | null {
  const elements: Element[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [code = '', ...rest] = line.split(';').map((part) => part.trim());
    const name = rest.join('; ');
    const isTwice = elements.some((one) => one.code === code);
    if (code === '' || name === '' || code.length > 40 || name.length > 200 || isTwice) return null;
    const before = last.find((one) => one.code === code || one.name.es === name);
    elements.push({
      id: `${versionId}.${code}`,
      kind: before?.kind ?? last[0]?.kind ?? 'objective',
      code,
      name: before?.name.es === name ? before.name : { es: name, en: name },
      tag: before?.tag ?? `${framework}-${code}`,
    });
  }
  const tags = new Set(elements.map(({ tag }) => tag));
  return elements.length === 0 || tags.size < elements.length ? null : elements;
}
