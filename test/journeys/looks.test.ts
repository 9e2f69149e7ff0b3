import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { LOOKED_AT, lookProblems } from '../support/looks.ts';

/** Pages that are wrong in one thing, and what must be said of them. */
const FAULTS: Record<string, [string, RegExp]> = {
  'a block wider than the window': [
    '<div style="width: 400px">Ancho</div>',
    /400 %: is \d+ px too/,
  ],
  'text that is cut once it is spaced': [
    '<p style="overflow: hidden; white-space: nowrap; width: 6em">Doce letras</p>',
    /spaced text: p "Doce letras" is cut/,
  ],
  'lines on each other with large letters': [
    '<div style="height: 60px">Una cosa que tiene su alto fijo</div><p style="margin: 0">Otra cosa</p>',
    /large letters on 360 px: div .* and p "Otra cosa" lie on each other/,
  ],
  'a button that a finger misses': [
    '<button style="width: 20px; height: 20px; padding: 0">x</button>',
    /button "x" is 20 x 20 px/,
  ],
  'a focus that nobody sees': [
    '<style>:focus { outline: 0 }</style><button>Enviar</button>',
    /button "Enviar" shows no focus/,
  ],
  'a ring like its ground': [
    '<style>:focus { outline: 3px solid #eee }</style><button>Enviar</button>',
    /button "Enviar" shows its focus with 1\.\d:1/,
  ],
  'a focus behind a bar': [
    `<style>:focus { outline: 3px solid #6a1b4d }</style><div style="position: fixed; inset: 0 0 auto; height: 90px; background: #fff"></div>
    <button>Enviar</button><p style="height: 3000px"></p>`,
    /button "Enviar" has the focus behind div/,
  ],
  'a focus that goes up again': [
    `<div style="display: flex; flex-direction: column"><button>Enviar</button>
    <button style="order: -1">Antes</button></div>`,
    /button "Antes" comes after button "Enviar" and stands above it/,
  ],
  'something that moves although asked not to': [
    '<style>@keyframes spin { to { rotate: 1turn } } p { animation: spin 1s infinite }</style><p>Gira</p>',
    /400 %: p "Gira" moves/,
  ],
  'a badge that was its colour alone': [
    '<span class="badge" style="background: #1d6b3a; color: #fff">Vigente</span>',
    /colours of the system: span\.badge "Vigente" has no (line|sign)/,
  ],
  'a drawing that disappears': [
    '<main><svg width="9" height="9"><rect class="bar" fill="#111" width="9" height="9"/></svg></main>',
    /dark colours of the system: rect.bar is not seen/,
  ],
};
const SOUND = `<style>
  body { font: 1.125rem/1.6 sans-serif } button { padding: 12px } :focus { outline: 3px solid #6a1b4d }
  @media (forced-colors: active) { :focus { outline-color: Highlight } }
</style><p>Un texto que se lee.</p><button>Enviar</button>`;

describe('looking at a page', () => {
  let chromium: Browser;
  let page: Page;
  before(async () => {
    chromium = await launchChromium();
    page = await (await chromium.newContext(LOOKED_AT)).newPage();
  });
  after(() => chromium.close());

  const problemsOf = async (body: string): Promise<string> => {
    await page.setContent(
      `<!doctype html><meta name="viewport" content="width=device-width">${body}`,
    );
    return (await lookProblems(page, { rules: false })).join('\n');
  };

  for (const [name, [body, problem]] of Object.entries(FAULTS)) {
    it(`finds ${name}`, async () => {
      expect(await problemsOf(body)).to.match(problem);
    });
  }

  it('finds nothing in a sound page', async () => {
    expect(await problemsOf(SOUND)).to.equal('');
  });
});
