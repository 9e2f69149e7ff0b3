import { XMLParser } from 'fast-xml-parser';
import { FileRefused, problem } from './problem.ts';

/** An element of XML. Its name comes without the prefix, its attributes with it: `id` and `r:id` stand side by side. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  /** Text that stands directly in it. */
  text: string;
}

type Parsed = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
});

function toElement(node: Parsed): Element | null {
  const [key = ''] = Object.keys(node).filter((one) => one !== ':@');
  const inside = node[key];
  if (key.startsWith('#') || key.startsWith('?') || !Array.isArray(inside)) return null;
  const nodes = inside as Parsed[];
  return {
    name: key.slice(key.indexOf(':') + 1),
    attributes: (node[':@'] ?? {}) as Record<string, string>,
    children: nodes.map(toElement).filter((child) => child !== null),
    text: nodes.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join(''),
  };
}

/** The root of an XML text that was looked through before (`openOffice`). */
export function xmlRoot(xml: string): Element {
  try {
    const nodes = parser.parse(xml) as Parsed[];
    const root = nodes.map(toElement).find((node) => node !== null);
    if (root) return root;
  } catch {
    // Said below.
  }
  throw new FileRefused(problem('file.office.damaged'));
}

/** The first element at the end of a way of names; null when the way breaks off. */
export function at(element: Element | null, ...names: readonly string[]): Element | null {
  let found = element;
  for (const name of names) found = found?.children.find((child) => child.name === name) ?? null;
  return found;
}

/** Every element of a name, however deep, in order. */
export const all = (element: Element | null, name: string): Element[] =>
  element === null
    ? []
    : element.children.flatMap((child) => [
        ...(child.name === name ? [child] : []),
        ...all(child, name),
      ]);
