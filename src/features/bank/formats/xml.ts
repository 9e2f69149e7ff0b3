import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { remark, type Remark } from './format.ts';

/** An element of a file: its parts by name, its attributes as `@name`. Several of one name are a list. */
export type XmlNode = Record<string, unknown>;

const LISTS = new Set([
  'question',
  'answer',
  'tag',
  'file',
  'subquestion',
  'unit',
  'hint',
  'selectoption',
  'dragbox',
]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  captureMetaData: true,
  maxNestedTags: 30,
  isArray: (name) => LISTS.has(name),
});
const PLACE = XMLParser.getMetaDataSymbol() as unknown as string;

/** Reads XML without a document type: nothing in it may define what other parts mean. */
export function parseXml(text: string): { root: XmlNode } | { reason: Remark; line: number } {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')))
    return { reason: remark('formats.problem.doctype'), line: 1 };
  // The parser takes broken XML in silence, and the package that is to follow this one is no dependency of ours.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const valid = XMLValidator.validate(text);
  if (valid !== true)
    return {
      reason: remark('formats.problem.xml', { message: valid.err.msg }),
      line: valid.err.line,
    };
  try {
    return { root: parser.parse(text) as XmlNode };
  } catch {
    return { reason: remark('formats.problem.xml', { message: '' }), line: 1 };
  }
}

/** Where an element begins in the text. */
export function offsetOf(node: XmlNode): number {
  const place = (node as unknown as Record<string, { startIndex?: number } | undefined>)[PLACE];
  return place?.startIndex ?? 0;
}

/** Tells lines of offsets that only grow. */
export function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let at = text.indexOf('\n');
  return (offset) => {
    while (at >= 0 && at < offset) {
      line++;
      at = text.indexOf('\n', at + 1);
    }
    return line;
  };
}

const isNode = (value: unknown): value is XmlNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first element of a name. */
export function child(node: XmlNode, name: string): XmlNode | null {
  const value = node[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isNode(first) ? first : null;
}

/** Every element of a name. */
export function children(node: XmlNode, name: string): XmlNode[] {
  const value = node[name];
  return (Array.isArray(value) ? (value as unknown[]) : [value])
    .map((one) => (isNode(one) ? one : typeof one === 'string' ? { '#text': one } : null))
    .filter((one) => one !== null);
}

/** What stands inside an element, or inside its `text`. */
export function content(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return content(value[0]);
  if (!isNode(value)) return '';
  if ('text' in value) return content(value['text']);
  return typeof value['#text'] === 'string' ? value['#text'] : '';
}

export const attribute = (node: XmlNode, name: string): string => {
  const value = node[`@${name}`];
  return typeof value === 'string' ? value : '';
};

/** A text as XML carries it. */
export const xmlText = (text: string): string =>
  /[<&>]/.test(text) ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : text;

export const xmlAttribute = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
