import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import type { Browser, Node, Page } from './browser.ts';

/** Where somebody begins: the pages that no link is needed for. */
export const STARTS = [
  '/',
  '/cursos',
  '/entrar',
  '/registro',
  '/recuperar',
  '/v',
  '/ayuda',
  '/privacidad',
  '/accesibilidad',
  '/invitacion',
  '/mi-aprendizaje',
  '/cuenta',
  '/administrar',
];
const MOST = 150;
const ASK = '/administrar/motivo';

/** Says what a list is needed for; answers where it leads then. */
async function saidPurpose(visitor: Browser, ask: string): Promise<string> {
  const { searchParams } = new URL(ask, 'http://x');
  const { location } = await visitor.post(ASK, {
    motivo: 'support',
    password_actual: CAST_PASSWORD,
    ...Object.fromEntries(searchParams),
  });
  return location;
}

/** The kind of page an address is: ids and values taken out, so that one of each kind is looked at. */
export const kindOf = (address: string): string => {
  const { pathname, searchParams } = new URL(address, 'http://x');
  const path = pathname
    .split('/')
    .map((part) =>
      /^[\w-]{20,}$|^(demo|mucpaz|c|imm|imef|pm|e|a|i|at)-|\d{2,}/.test(part) ? ':id' : part,
    )
    .join('/')
    .replace(/(lecciones)\/[^/]+/, '$1/:id')
    .replace(/(ensenar\/.*\/evaluaciones)\/[^/]+/, '$1/:id')
    .replace(/(ensenar\/.*\/reactivos)\/[^/]+/, '$1/:id');
  const keys = [...searchParams.keys()].filter((key) => key !== 'lang').sort();
  return path + (keys.length > 0 && keys.length < 3 ? `?${keys.join('&')}` : '');
};

/** One page of each kind that this visitor reaches by following links: address and page by kind. */
export async function crawl(
  visitor: Browser,
  starts: readonly string[] = STARTS,
): Promise<Map<string, { address: string; page: Page }>> {
  const seen = new Map<string, { address: string; page: Page }>();
  const queue = [...starts];
  for (let next = queue.shift(); next !== undefined && seen.size < MOST; next = queue.shift()) {
    const kind = kindOf(next);
    if (seen.has(kind)) continue;
    const page = await visitor.get(next);
    if (page.status >= 500) throw new Error(`${next} answers ${String(page.status)}`);
    if (page.status >= 300 && page.status < 400) {
      if (page.location.startsWith(ASK)) {
        seen.set(ASK, { address: page.location, page: await visitor.get(page.location) });
        queue.unshift(await saidPurpose(visitor, page.location));
      }
      if (page.location.startsWith('/') && !page.location.startsWith(ASK))
        queue.push(page.location);
      continue;
    }
    if (!(page.headers.get('content-type') ?? '').startsWith('text/html')) continue;
    seen.set(kind, { address: next, page });
    for (const link of page.document.querySelectorAll('a[href]')) {
      const href = link.getAttribute('href') ?? '';
      if (href.startsWith('/') && !href.startsWith('//')) queue.push(href.split('#')[0] ?? '');
    }
  }
  return seen;
}

const LOOKS = [
  'class',
  'type',
  'role',
  'aria-current',
  'aria-invalid',
  'aria-sort',
  'open',
  'disabled',
];
const labelOf = (node: Node | null): string =>
  node === null
    ? ''
    : [node.tagName, ...LOOKS.map((name) => node.getAttribute(name) ?? '')].join(' ');

/** What a page is made of, whatever its words: pages of one kind and shape differ in their content alone. */
export const shapeOf = ({ document }: Page): string => {
  const pairs = Array.from(
    document.querySelectorAll('body *'),
    (node) => `${labelOf(node.parentElement)} > ${labelOf(node)}`,
  );
  return [...new Set(pairs)].sort().join('\n');
};
