import type { Page } from 'playwright-core';

/** More than any list of the product has. */
const MOST_CHOICES = 60;
/** Where every page begins. */
const FIRST = 'link "Ir al contenido":';

interface Field {
  name: string;
  type: string;
  value: string;
}

/** Somebody at a keyboard: Tab, Enter, Space, arrows and letters, and nothing else. Names are those that a screen reader tells. */
export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** What has the focus, as `button "Enviar"`; 'nothing' where it is nowhere. */
  async focused(): Promise<string> {
    const focus = this.page.locator(':focus');
    if ((await focus.count()) === 0) return 'nothing';
    const [line = ''] = (await focus.ariaSnapshot()).split('\n');
    return line.replace(/^- '?/, '');
  }

  /** Presses Tab until this has the focus; coming round without it is a mistake. */
  async to(wanted: string): Promise<void> {
    const stops: string[] = [];
    for (let at = await this.focused(); !at.startsWith(wanted); at = await this.focused()) {
      if (at === FIRST && stops.includes(FIRST, stops.indexOf(FIRST) + 1))
        throw new Error(`No ${wanted} on the way:\n${stops.join('\n')}`);
      stops.push(at);
      await this.page.keyboard.press('Tab');
    }
  }

  /** Goes to a field and types, in the place of what stands there. */
  async type(field: string, text: string): Promise<void> {
    await this.to(field);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }

  /** Goes to a box and ticks it. */
  async tick(box: string): Promise<void> {
    await this.to(box);
    await this.page.keyboard.press('Space');
  }

  /** Goes to the first of several choices, or to a list, and moves down with the arrow until this is chosen. */
  async choose(first: string, wanted: string): Promise<void> {
    await this.to(first);
    for (let presses = 0; presses < MOST_CHOICES; presses += 1) {
      if ((await this.chosen()) === wanted) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`${wanted} is not among the choices of ${first}`);
  }

  /** Answers the field of this name with its right values: the arrow in one choice, Space in several. */
  async answer(name: string, values: readonly string[]): Promise<void> {
    while ((await this.field()).name !== name) await this.page.keyboard.press('Tab');
    for (let field = await this.field(); field.name === name; field = await this.field()) {
      const isRight = values.includes(field.value);
      if (isRight) await this.page.keyboard.press('Space');
      if (isRight && field.type === 'radio') return;
      await this.page.keyboard.press(field.type === 'radio' ? 'ArrowDown' : 'Tab');
    }
  }

  /** Goes to a link or a button, presses Enter, and waits for the page that comes. */
  async press(wanted: string): Promise<void> {
    await this.to(wanted);
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
  }

  private field(): Promise<Field> {
    return this.page.evaluate<Field>(`(() => {
      const { name = '', type = '', value = '' } = document.activeElement;
      return { name, type, value };
    })()`);
  }

  private chosen(): Promise<string> {
    return this.page.evaluate<string>(`(() => {
      const element = document.activeElement;
      if (element.matches('select')) return element.selectedOptions[0].text.trim();
      return element.checked ? element.labels[0].textContent.trim() : '';
    })()`);
  }
}
