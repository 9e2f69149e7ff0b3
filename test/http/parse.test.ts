import { expect } from 'chai';
import type { Request } from 'express';
import { z } from 'zod';
import { parseForm } from '../../src/http/parse.ts';

const Form = z.object({
  name: z.string().trim().min(3).max(5),
  uses: z.coerce.number().int().min(1).max(500),
});
const told = (body: Record<string, string>): unknown => {
  const result = parseForm(Form, Object.assign(Object.create(null) as Request, { body }));
  return result.ok ? result.value : result.errors;
};

describe('what a form says of its mistakes', () => {
  it('tells a missing text from one that is too short or too long', () => {
    expect(told({ name: ' ', uses: '1' })).to.deep.equal({ name: ['form.required'] });
    expect(told({ uses: '1' })).to.deep.equal({ name: ['form.required'] });
    expect(told({ name: 'ab', uses: '1' })).to.deep.equal({ name: ['form.tooShort'] });
    expect(told({ name: 'abcdef', uses: '1' })).to.deep.equal({ name: ['form.tooLong'] });
  });

  it('calls no number long or short', () => {
    for (const uses of ['0', '501', 'diez', '1.5'])
      expect(told({ name: 'abc', uses }), uses).to.deep.equal({ uses: ['form.invalid'] });
    expect(told({ name: ' abc ', uses: '500' })).to.deep.equal({ name: 'abc', uses: 500 });
  });
});
