import type { Page } from '../support/browser.ts';

/** What no answer shows of the inside: stacks, SQL, the drivers' words, paths of the machine. */
const INSIDE =
  /\n\s+at \S+ \(|node_modules|\.ts:\d+|SQLITE_|ECONN|syntax error|no such (?:table|column)|insert into|select .+ from [`"]|\/(?:home|tmp|usr)\/|root:x:0|\$argon2|\[object Object\]/i;

/** The header policy of every answer, whatever it is. */
const POLICY: Record<string, RegExp> = {
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^same-origin$/,
  'x-frame-options': /^DENY$/i,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
};
const NEVER = ['x-powered-by', 'server', 'access-control-allow-origin'];

/** How an answer breaks the header policy. */
export function headerFaults({ headers }: Pick<Page, 'headers'>): string[] {
  const wrong = Object.entries(POLICY)
    .filter(([name, wanted]) => !wanted.test(headers.get(name) ?? ''))
    .map(([name]) => `${name} is ${headers.get(name) ?? 'missing'}`);
  const said = NEVER.filter((name) => headers.has(name)).map((name) => `says ${name}`);
  return [...wrong, ...said];
}

/** What is wrong with the answer to something hostile: it broke, told of the inside, or left the header policy. */
export function hostileFaults(page: Page): string[] {
  const faults = headerFaults(page);
  if (page.status >= 500) faults.push(`answers ${String(page.status)}`);
  const [told] = INSIDE.exec(page.body) ?? [];
  if (told !== undefined) faults.push(`tells «${told.trim()}»`);
  return faults;
}

/** Elements and attributes by which something runs or loads that is not the page's own. */
export function runningFaults({ document, body }: Page): string[] {
  const faults: string[] = [];
  if (/javascript:|vbscript:|data:text/i.test(body.replace(/>[^<]*</g, '><'))) {
    for (const node of document.querySelectorAll('[href], [src], [action], [formaction]')) {
      for (const name of ['href', 'src', 'action', 'formaction']) {
        const value = (node.getAttribute(name) ?? '').replace(/[\s\p{Cc}]/gu, '');
        if (/^(?:javascript|vbscript|data):/i.test(value)) faults.push(`${name}=${value}`);
      }
    }
  }
  for (const node of document.querySelectorAll('*')) {
    const tag = node.tagName.toLowerCase();
    const isScript = tag === 'script' && node.getAttribute('src')?.startsWith('/assets/') !== true;
    if (isScript || /^(?:iframe|object|embed|base|style|math|frame|xss)$/.test(tag)) {
      faults.push(`<${tag}>`);
    }
    for (const name of attributesOf(node)) {
      if (/^(?:on|style$|srcdoc$)/i.test(name)) faults.push(`<${tag} ${name}>`);
    }
    const src = tag === 'a' ? '' : (node.getAttribute('src') ?? '');
    if (/^(?:\w+:)?\/\//.test(src)) faults.push(`${tag} from ${src}`);
  }
  return faults;
}

const attributesOf = (node: object): string[] =>
  (node as unknown as { getAttributeNames(): string[] }).getAttributeNames();
