import { expect } from 'chai';
import { dayIn, nameIn, sexesIn } from '../../../src/features/rosters/cell-values.ts';
import { isCuip, isCurp, normalKey } from '../../../src/features/rosters/curp.ts';
import { fieldOf } from '../../../src/features/rosters/fields.ts';
import { guessMapping, trimmed } from '../../../src/features/rosters/table.ts';

describe('the cells of a table of people', () => {
  it('are days however people and spreadsheets write them', () => {
    const days: Record<string, string | null> = {
      '2026-11-03': '2026-11-03',
      '2026-11-03 00:00:00': '2026-11-03',
      '3/11/2026': '2026-11-03',
      '03-11-26': '2026-11-03',
      '3.11.2026': '2026-11-03',
      '3-nov-2026': '2026-11-03',
      '3/noviembre/2026': '2026-11-03',
      '46329': '2026-11-03',
      '46329.5': '2026-11-03',
      '31/02/2026': null,
      '2026': null,
      '15033': null,
      mañana: null,
    };
    for (const [cell, day] of Object.entries(days)) expect(dayIn(cell), cell).to.equal(day);
  });

  it('say the sex by words and by both pairs of letters', () => {
    const plain = sexesIn([]);
    expect([
      plain('M'),
      plain('h'),
      plain('Femenino'),
      plain('no dice'),
      plain('no_dice'),
    ]).to.deep.equal(['mujer', 'hombre', 'mujer', 'no_dice', 'no_dice']);
    expect(plain('oficial')).to.equal(null);
    const withF = sexesIn(['H', 'f']);
    expect([withF('M'), withF('F')]).to.deep.equal(['hombre', 'mujer']);
  });

  it('are names, with capitals where they were all in capitals', () => {
    expect(nameIn(['MARÍA DE LOS ÁNGELES', 'NÚÑEZ', ''])).to.equal('María de los Ángeles Núñez');
    expect(nameIn(["O'HIGGINS-PEÑA ÓSCAR"])).to.equal("O'Higgins-Peña Óscar");
    expect(nameIn(['Rosa McDonald'])).to.equal('Rosa McDonald');
  });

  it('are a CURP by its shape, its day and its last digit', () => {
    // The second one is invented.
    for (const curp of ['BADD110313HCMLNS06', 'HEGG560427MVZRRL04'])
      expect(isCurp(curp), curp).to.equal(true);
    expect(normalKey(' hegg-560427 mvzrrl04 ')).to.equal('HEGG560427MVZRRL04');
    for (const wrong of [
      'HEGG560427MVZRRL05',
      'HEGG561327MVZRRL04',
      'HEGG560427MZZRRL04',
      'HEGG560427MVZRRL0',
      'BADD110313HCMLNS90',
      '',
    ])
      expect(isCurp(wrong), wrong).to.equal(false);
    expect(isCuip('AUTT850312H11123456'), 'letters and digits').to.equal(true);
    expect(isCuip('123')).to.equal(false);
  });

  it('stand under headings that people write in many ways', () => {
    const meant: Record<string, string | null> = {
      'NOMBRE(S)': 'name',
      'Nombre completo': 'name',
      'Nombre del elemento': 'name',
      'A. Paterno': 'firstSurname',
      'Apellido materno': 'secondSurname',
      Género: 'sex',
      'Entidad Federativa': 'state',
      'Clave INEGI': 'municipality',
      Corporación: 'institution',
      'Fecha de ingreso': 'since',
      'Correo electrónico': 'email',
      'e-mail': 'email',
      'C.U.R.P.': null,
      curp: 'curp',
      Generación: 'cohort',
      Observaciones: null,
    };
    for (const [heading, field] of Object.entries(meant))
      expect(fieldOf(heading), heading).to.equal(field);
  });

  it('are found below titles and merged headings, and end where nothing stands any more', () => {
    const table = trimmed({
      name: null,
      rows: [
        ['Padrón 2026', '', '', ''],
        ['Persona', '', 'Lugar', ''],
        ['Sexo', 'Nombre', 'Municipio', '', ''],
        ['F', 'Ana Ríos', '15033', '', ''],
        ['', ' ', '\u00a0', ''],
      ],
    });
    expect(table.rows).to.have.length(4);
    expect(guessMapping(table)).to.deep.equal({
      headings: 2,
      columns: ['sex', 'name', 'municipality'],
    });
  });
});
