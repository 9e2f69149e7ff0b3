import type { Node, Page } from './browser.ts';

/** What a form of a page holds, as a browser would send it unchanged. */
export function sentBy(page: Page, selector = 'form.stack'): Record<string, string | string[]> {
  const sent: Record<string, string[]> = {};
  const form = page.document.querySelector(selector);
  const put = (node: Node, value: string): void => {
    (sent[node.getAttribute('name') ?? ''] ??= []).push(value);
  };
  for (const node of form?.querySelectorAll('input, select, textarea') ?? []) {
    const type = node.getAttribute('type');
    if ((type === 'radio' || type === 'checkbox') && !node.hasAttribute('checked')) continue;
    if (node.tagName === 'SELECT') {
      const chosen = node.querySelector('option[selected]') ?? node.querySelector('option');
      put(node, chosen?.getAttribute('value') ?? '');
    } else if (node.tagName === 'TEXTAREA') put(node, node.textContent ?? '');
    else put(node, node.getAttribute('value') ?? '');
  }
  return sent;
}
