import type { Node, Page } from './browser.ts';

/** A form of a page, as somebody without JavaScript would send it. */
export interface FoundForm {
  /** Page on which it stands. */
  address: string;
  action: string;
  /** Names of its fields. */
  names: string;
  fields: Field[];
}

interface Field {
  name: string;
  type: string;
  value: string;
  autocomplete: string;
}

const optionOf = (select: Node): string =>
  [...select.querySelectorAll('option')].at(-1)?.getAttribute('value') ?? '';
const fieldOf = (node: Node): Field => ({
  name: node.getAttribute('name') ?? '',
  type: node.getAttribute('type') ?? node.tagName.toLowerCase(),
  value: node.tagName === 'SELECT' ? optionOf(node) : (node.getAttribute('value') ?? ''),
  autocomplete: node.getAttribute('autocomplete') ?? '',
});
const isTyped = ({ type }: Field): boolean =>
  !['hidden', 'submit', 'radio', 'checkbox', 'select', 'file'].includes(type);

/** The forms of a page that ask for something: not those that are one button. */
export function formsOf(address: string, page: Page): FoundForm[] {
  return [...page.document.querySelectorAll('main form[method="post"]')]
    .map((form) => {
      const action = form.getAttribute('action') ?? address;
      const named = [...form.querySelectorAll('input, select, textarea, button')];
      const fields = named.map(fieldOf).filter(({ name }) => name !== '');
      const names = [...new Set(fields.map(({ name }) => name))].sort().join(',');
      return { address, action, names, fields };
    })
    .filter(({ fields }) => fields.some(({ type }) => !['hidden', 'submit'].includes(type)));
}

/** The form with nothing filled in. */
export function blank({ fields }: FoundForm): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const field of fields) {
    if (field.type === 'hidden') sent[field.name] = field.value;
    else if (isTyped(field) || field.type === 'select') sent[field.name] = '';
  }
  return sent;
}

/** Where people write about themselves. */
const OWN = /^\/(cuenta|entrar|recuperar|registro|invitacion\/|primer-administrador)/;
/** What the browser may fill in, by the name of the field. Words of standard: WCAG 1.3.5. */
const KNOWN: Record<string, string> = {
  nombre: 'name',
  username: 'username',
  password: 'new-password',
  password_actual: 'current-password',
  telefono: 'tel',
  correo: 'email',
  codigo: 'one-time-code',
};
const KNOWN_AT: Record<string, string> = {
  '/entrar password': 'current-password',
  '/cuenta/preguntas/birth-year respuesta': 'bday-year',
};

/** Fields in which the browser offers nothing of what it knows of the person, or offers it for somebody else. */
export const autocompleteProblems = ({ action, fields }: FoundForm): string[] =>
  fields
    .filter(
      (field) => isTyped(field) && !['date', 'number', 'button', 'textarea'].includes(field.type),
    )
    .flatMap(({ name, autocomplete }) => {
      const own = KNOWN_AT[`${action} ${name}`] ?? (OWN.test(action) ? KNOWN[name] : undefined);
      const due = own ?? 'off';
      return autocomplete === due ? [] : [`${name} has "${autocomplete}" in the place of "${due}"`];
    });

const ABSURD = 'Ñandú <b>&"quién" '.repeat(40).trim();

/** The form with what no field can take: text that is far too long, choices that nobody offered. */
export function absurd(form: FoundForm): Record<string, string> {
  const sent = blank(form);
  for (const field of form.fields) {
    if (isTyped(field)) sent[field.name] = ABSURD;
    else if (field.type === 'checkbox') sent[field.name] = field.value;
    else if (['radio', 'select'].includes(field.type)) sent[field.name] = 'nobody-offered';
  }
  return sent;
}

/** Whether text can be too long for it, so that it comes back. */
export const takesText = ({ fields }: FoundForm): boolean => fields.some(isTyped);

/** The form with text that is far too long, and everything chosen that can be: the last of several. */
export function chosen(form: FoundForm): Record<string, string> {
  const sent = absurd(form);
  for (const { name, type, value } of form.fields) {
    if (['radio', 'select'].includes(type)) sent[name] = value;
  }
  return sent;
}

const words = (node: Node | null): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

type ById = (id: string) => Node | null;
const byIdIn =
  (document: Page['document']): ById =>
  (id) =>
    document.querySelector(`[id="${id}"]`);

/** The text of a text area, which the parser leaves as it was written in the page. */
const written = (node: Node): string =>
  (node.textContent ?? '')
    .replace(/&#34;|&quot;/g, '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What a control is described by, and the group that it belongs to. */
const descriptionsOf = (field: Node, byId: ById): string[] =>
  [field, field.closest('fieldset')]
    .flatMap((node) => (node?.getAttribute('aria-describedby') ?? '').split(' '))
    .filter((id) => id !== '')
    .map((id) => words(byId(id)).replace(/^Error: ?/, ''));

function inPlace(place: Node | null, byId: ById): string[] {
  const wrong = place?.querySelector('[aria-invalid="true"]') ?? null;
  if (wrong === null) return ['the address leads to no control that is aria-invalid'];
  return descriptionsOf(wrong, byId).some((text) => text !== '') ? [] : ['the mistake is not told'];
}

function inSummary(document: Page['document']): string[] {
  const byId = byIdIn(document);
  const summary = document.querySelector('main #errores');
  if (summary?.hasAttribute('autofocus') !== true || summary.getAttribute('tabindex') !== '-1')
    return ['no summary of errors that takes the focus'];
  if (summary.querySelector('li') === null) return ['the summary is empty'];
  return [...summary.querySelectorAll('li a')].flatMap((link) => {
    const id = (link.getAttribute('href') ?? '').slice(1);
    const field = byId(id);
    if (field === null) return [`the summary leads to #${id}, which is not there`];
    const problems: string[] = [];
    if (field.getAttribute('aria-invalid') !== 'true') problems.push(`#${id} is not aria-invalid`);
    const message = words(link);
    if (!descriptionsOf(field, byId).some((text) => text !== '' && message.endsWith(text)))
      problems.push(`#${id} is not described by "${message}"`);
    return problems;
  });
}

/** What was chosen and is not chosen any more. */
export const lostChoices = (page: Page, form: FoundForm, sent: Record<string, string>): string[] =>
  form.fields
    .filter(
      ({ name, type, value }) =>
        ['radio', 'checkbox', 'select'].includes(type) && sent[name] === value,
    )
    .filter(({ name, type, value }) => {
      const place =
        type === 'select' ? `[name="${name}"] option[selected]` : `[name="${name}"][checked]`;
      return page.document.querySelector(`main ${place}[value="${value}"]`) === null;
    })
    .map(({ name, value }) => `${name} is not ${value} any more`);

/** What a form that came back owes to the person who sent it. */
export function returnedProblems(
  page: Page,
  form: FoundForm,
  sent: Record<string, string>,
): string[] {
  const { document } = page;
  const problems: string[] = [];
  const byId = byIdIn(document);
  if (!words(document.querySelector('title')).startsWith('Error:'))
    problems.push('the title does not begin with "Error:"');
  // A question inside a lesson is answered in its place, where its address leads; everything else begins with a summary.
  const [, place] = form.action.split('#');
  problems.push(...(place === undefined ? inSummary(document) : inPlace(byId(place), byId)));
  for (const node of document.querySelectorAll('[aria-describedby]')) {
    for (const id of (node.getAttribute('aria-describedby') ?? '').split(' '))
      if (byId(id) === null) problems.push(`described by #${id}, which is not there`);
  }
  for (const field of form.fields.filter(isTyped)) {
    const text = sent[field.name] ?? '';
    if (text === '' || field.type === 'password') continue;
    const back = [...document.querySelectorAll(`main [name="${field.name}"]`)];
    const kept = back.some(
      (node) => node.getAttribute('value') === text || written(node).trim() === text,
    );
    if (!kept && !page.text.includes(text)) problems.push(`${field.name} lost what was typed`);
  }
  return problems;
}
