import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashPassword, verifyPassword } from '../../../src/features/accounts/passwords.ts';
import { passwordProblem } from '../../../src/features/accounts/password-rules.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';

const ROSA = ['Rosa Hernández', 'rosa.hernandez', 'Ecatepec de Morelos', 'Red Mujeres de Ecatepec'];

describe('what a password may be', () => {
  const table: [string, ReturnType<typeof passwordProblem>][] = [
    ['', 'password.tooShort'],
    ['siete 7', 'password.tooShort'],
    ['🌵🌵🌵🌵🌵🌵🌵', 'password.tooShort'],
    ['cafe\u0301 cinco', null],
    ['cafe\u0301 no', 'password.tooShort'],
    ['solo minusculas', null],
    ['   lluvia   sobre   el   maíz   ', null],
    ['🌵🌷🦋🌵🌷🦋🌙🔥', null],
    ['73920184', null],
    ['aaaaaaaa', 'password.common'],
    ['23456789', 'password.common'],
    ['87654321', 'password.common'],
    ['PASSWORD', 'password.common'],
    ['Contraseña123', 'password.common'],
    ['teamomucho', 'password.common'],
    ['Guadalupe2024', 'password.common'],
    ['Mucpaz2026!', 'password.context'],
    ['MUCPAZ mucpaz', 'password.context'],
    ['mucp4z2026', 'password.context'],
    ['r0s@ hern@ndez 85', 'password.context'],
    ['cecopam1', 'password.context'],
    ['2026SESNSP', 'password.context'],
    ['policía-2026', 'password.context'],
    ['Aula1325', 'password.context'],
    ['aula 1325 mexico', 'password.context'],
    ['RosaHernandez', 'password.context'],
    ['rosa.hernandez1985', 'password.context'],
    ['Ecatepec-20266', 'password.context'],
    ['ecatepec nopal', null],
    ['rosa y tres nopales', null],
    ['Paz-1325-demo', null],
    ['x7'.repeat(64), null],
    ['x7'.repeat(64) + 'x', 'password.tooLong'],
    ['ñ'.normalize('NFD').repeat(127) + 'x', null],
  ];
  for (const [password, problem] of table) {
    it(`answers ${problem ?? 'yes'} to ${JSON.stringify(password.slice(0, 32))} (${String(password.length)})`, () => {
      expect(passwordProblem(password, ROSA)).to.equal(problem);
    });
  }

  it('refuses fifty taken from all over the list, however they are capitalised', () => {
    const list = readFileSync(join(projectRoot, 'content/passwords/common.txt'), 'utf8')
      .trim()
      .split('\n');
    expect(list.length).to.be.greaterThan(3000);
    for (let i = 0; i < 50; i += 1) {
      const one = list[Math.floor((i * list.length) / 50)] ?? '';
      expect(passwordProblem(one.toUpperCase()), one).to.equal('password.common');
    }
  });

  it('refuses ten thousand characters without looking at them', () => {
    const long = 'á'.repeat(10_000);
    const begun = process.hrtime.bigint();
    for (let i = 0; i < 1000; i += 1) expect(passwordProblem(long)).to.equal('password.tooLong');
    expect(Number(process.hrtime.bigint() - begun) / 1e6, 'ms for a thousand').to.be.lessThan(500);
  });

  it('keeps every character: case, spaces at the end and the hundredth all count', async () => {
    const password = ` Nopal ${'á'.repeat(92)}z `;
    const hash = await hashPassword(password);
    expect(await verifyPassword(hash, password)).to.equal(true);
    expect(await verifyPassword(hash, password.normalize('NFD'))).to.equal(true);
    for (const other of [
      password.trim(),
      password.toLowerCase(),
      password.slice(0, 99),
      password.replace('z ', 'y '),
    ]) {
      expect(await verifyPassword(hash, other), other).to.equal(false);
    }
  });
});
