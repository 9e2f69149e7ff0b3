import { expect } from 'chai';
import { template } from '../../src/http/template.ts';
import { translator } from '../../src/i18n/translate.ts';

const t = translator('es-MX');

describe('what a template finds under `locals`', () => {
  for (const cached of [false, true]) {
    const draw = (name: string, locals: object): string => template(name, cached)(locals);

    it(`is nothing that nobody gave (${cached ? 'kept' : 'read anew'})`, () => {
      const given = { t, kind: 'ok', text: '<b>' };
      const drawn = draw('partials/notice', given);
      expect(drawn).to.include('<p>&lt;b&gt;</p>').and.not.to.include('role=');
      Object.assign(Object.prototype, { live: true, title: 'Elsewhere' });
      try {
        expect(draw('partials/notice', given)).to.equal(drawn);
      } finally {
        for (const name of ['live', 'title']) Reflect.deleteProperty(Object.prototype, name);
      }
    });

    it(`is what the page was given, for its parts too, and over it what a part is given (${cached ? 'kept' : 'read anew'})`, () => {
      const asked = { kind: 'choice', choices: [{ id: 'a', text: 'Sí', chosen: true }] };
      const question = { id: 'p', type: 'single', asked, audio: [], stem: '¿?', several: false };
      const page = {
        ...{ heading: 'Prueba', action: '/x', seed: 's', shown: '', passMark: null, errors: {} },
        questions: [
          { ...question, number: 1, section: null, critical: false },
          { ...question, id: 'q', number: 2, section: null, critical: false },
        ],
      };
      const html = draw('assessment/trial', { page, t, allErrors: () => ({}), question: 'outer' });
      expect(html.match(/name="r_[pq]" value="a" checked/g)).to.deep.equal([
        'name="r_p" value="a" checked',
        'name="r_q" value="a" checked',
      ]);
      expect(html).to.include(t('attempt.number', { number: 2, total: 2 }));
    });
  }
});
