import { parseHTML } from 'linkedom';

/** The part of the DOM that tests read. */
export interface Node {
  readonly textContent: string | null;
  readonly innerHTML: string;
  readonly tagName: string;
  readonly parentElement: Node | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
  closest(selector: string): Node | null;
}
type Document = Pick<Node, 'querySelector' | 'querySelectorAll'>;
const parseDocument = (html: string): Document =>
  (parseHTML(html) as unknown as { document: Document }).document;

export interface Page {
  status: number;
  headers: Headers;
  /** Where a redirect leads, '' without one. */
  location: string;
  body: string;
  /** The body as it came: a file is no text. */
  bytes: Buffer;
  /** The parsed page. */
  document: Document;
  /** Visible text, spaces folded. */
  text: string;
  json(): unknown;
}

type Fields = Record<string, string | string[]>;

/** A browser with JavaScript off: keeps cookies, sends forms, does not follow redirects unless asked. */
export class Browser {
  readonly cookies = new Map<string, string>();
  private readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Page> {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const one of Array.isArray(value) ? value : [value]) form.append(name, one);
    }
    return this.send('POST', path, form, { 'sec-fetch-site': 'same-origin', ...headers });
  }

  /** Sends and follows redirects until a page comes. */
  async visit(path: string): Promise<Page> {
    let page = await this.get(path);
    for (let hops = 0; page.location !== '' && hops < 5; hops += 1)
      page = await this.get(page.location);
    return page;
  }

  async postAndFollow(path: string, fields: Fields = {}): Promise<Page> {
    const page = await this.post(path, fields);
    return page.location === '' ? page : this.visit(page.location);
  }

  async send(
    method: string,
    path: string,
    body: RequestInit['body'] | undefined,
    headers: Record<string, string>,
  ): Promise<Page> {
    const response = await fetch(new URL(path, this.base), {
      method,
      redirect: 'manual',
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return toPage(response, Buffer.from(await response.arrayBuffer()));
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    const gone = attributes.some((text) => {
      const [key = '', when = ''] = text.trim().split('=');
      return key.toLowerCase() === 'expires' && new Date(when).getTime() <= 0;
    });
    if (gone || value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function toPage(response: Response, bytes: Buffer): Page {
  const body = new TextDecoder().decode(bytes);
  let parsed: Document | undefined;
  const page = {
    status: response.status,
    headers: response.headers,
    location: response.headers.get('location') ?? '',
    body,
    bytes,
    get document(): Document {
      parsed ??= parseDocument(body);
      return parsed;
    },
    get text(): string {
      const { document } = page;
      return (document.querySelector('body')?.textContent ?? '').replace(/\s+/g, ' ').trim();
    },
    json: (): unknown => JSON.parse(body),
  };
  return page;
}
