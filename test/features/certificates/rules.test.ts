import { expect } from 'chai';
import fc from 'fast-check';
import {
  groupCode,
  newCode,
  newFolio,
  readCode,
  readFolio,
} from '../../../src/features/certificates/codes.ts';
import { initialsOf, surnameCoincides } from '../../../src/features/certificates/holder.ts';
import { issuingInstitution, type Institution } from '../../../src/features/certificates/issuer.ts';
import { addMonths, stateOf } from '../../../src/features/certificates/validity.ts';

describe('the code of a certificate', () => {
  it('carries 130 random bits: 26 characters of 32, all of them in use', () => {
    const codes = Array.from({ length: 400 }, newCode);
    expect(new Set(codes).size).to.equal(400);
    for (const code of codes) expect(code).to.match(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(new Set(codes.join('')).size).to.equal(32);
  });

  it('is read in any case, with any spacing, and with look-alikes forgiven', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 26, maxLength: 26 }),
        (ways) => {
          const code = newCode();
          const typed = ways
            .map((way, i) => {
              const sign = code.charAt(i);
              if (way === 0) return sign.toLowerCase();
              if (way === 1) return `${sign} `;
              if (way === 2)
                return sign === '0' ? 'o' : sign === '1' ? 'l' : sign === 'V' ? 'u' : sign;
              return `${sign}-`;
            })
            .join('');
          return readCode(typed) === code;
        },
      ),
    );
    expect(readCode(groupCode('0123456789ABCDEFGHJKMNPQRS'))).to.equal(
      '0123456789ABCDEFGHJKMNPQRS',
    );
    expect(readCode('oI23456789ABCDEFGHJKMNPQRS')).to.equal(
      '0123456789ABCDEFGHJKMNPQRS'.replace('01', '01'),
    );
  });

  it('is nothing when it has another length or another sign', () => {
    for (const typed of [
      '',
      'A'.repeat(25),
      'A'.repeat(27),
      `${'A'.repeat(25)}Ñ`,
      `${'A'.repeat(25)}%`,
      '\0'.repeat(26),
      'A'.repeat(1e6),
    ]) {
      expect(readCode(typed), typed.slice(0, 30)).to.equal(null);
    }
  });

  it('is printed in groups that an eye can hold', () => {
    expect(groupCode('0123456789ABCDEFGHJKMNPQRS')).to.equal('01234-56789-ABCDE-FGHJK-MNPQRS');
  });
});

describe('the folio of a certificate', () => {
  it('says the year, is read as it is typed, and counts nothing', () => {
    const folio = newFolio('2026');
    expect(folio).to.match(/^A1325-2026-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    expect(readFolio(` ${folio.toLowerCase().replace(/-/g, ' ')} `)).to.equal(folio);
    expect(readFolio('Rosa Hernández')).to.equal(null);
    expect(newFolio('2026')).not.to.equal(folio);
  });
});

describe('what the public check tells about the holder', () => {
  it('is her initials, without the small words', () => {
    expect(initialsOf('Rosa Hernández')).to.equal('R. H.');
    expect(initialsOf('María de la Luz Ñuu Savi')).to.equal('M. L. Ñ. S.');
    expect(initialsOf('ángela y’aab')).to.equal('Á. Y.');
    expect(initialsOf('Älmü')).to.equal('Ä.');
  });

  const NAMES: [string, string, boolean][] = [
    ['Rosa Hernández', 'hernandez', true],
    ['Rosa Hernández', ' HERNÁNDEZ ', true],
    ['Rosa Hernández', 'Rosa', false],
    ['Rosa Hernández', 'Hernánde', false],
    ['Rosa Hernández', 'Hernández Rosa', false],
    ['Rosa Hernández López', 'hernández lópez', true],
    ['María Guadalupe de la Cruz Núñez', 'de la cruz', true],
    ['María Guadalupe de la Cruz Núñez', 'Cruz', true],
    ['María Guadalupe de la Cruz Núñez', 'delacruz', true],
    ['María Guadalupe de la Cruz Núñez', 'nunez', true],
    ['María Guadalupe de la Cruz Núñez', 'de la', false],
    ['María Guadalupe de la Cruz Núñez', 'la', false],
    ['Ana Pérez-Gómez', 'perez', true],
    ['Ana Pérez-Gómez', 'Pérez Gómez', true],
    ['Yuri Kʼinꞌ', "k'in", true],
    ['Itandehui', 'itandehui', true],
    ['Rosa Hernández', '', false],
    ['Rosa Hernández', '·', false],
    ['Rosa Hernández', '%', false],
  ];
  for (const [name, typed, answer] of NAMES) {
    it(`is that «${typed}» ${answer ? 'coincides' : 'does not coincide'} with ${name}`, () => {
      expect(surnameCoincides(name, typed)).to.equal(answer);
    });
  }

  it('never fails on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (name, typed) => {
        initialsOf(name);
        return typeof surnameCoincides(name, typed) === 'boolean';
      }),
    );
  });
});

describe('the validity of a certificate', () => {
  it('lasts through its last day', () => {
    const certificate = { status: 'current', expiresOn: '2028-11-23' } as const;
    expect(stateOf(certificate, '2028-11-23')).to.equal('valid');
    expect(stateOf(certificate, '2028-11-24')).to.equal('expired');
    expect(stateOf({ status: 'current', expiresOn: null }, '2199-01-01')).to.equal('valid');
    expect(stateOf({ status: 'revoked', expiresOn: '2020-01-01' }, '2026-01-01')).to.equal(
      'revoked',
    );
  });

  it('counts whole months, and ends with a shorter month', () => {
    expect(addMonths('2026-11-23', 24)).to.equal('2028-11-23');
    expect(addMonths('2026-08-31', 6)).to.equal('2027-02-28');
    expect(addMonths('2027-12-31', 2)).to.equal('2028-02-29');
  });
});

describe('the institution that a certificate names', () => {
  const tree: Record<string, Partial<Institution>> = {
    national: { level: 'federal', type: 'women' },
    closed: { level: 'federal', type: 'women', validTo: '2024-12-31', successorId: 'national' },
    state: { level: 'state', type: 'women' },
    town: { level: 'municipal', type: 'women', parentId: 'state' },
    police: { level: 'municipal', type: 'police' },
    statePolice: { level: 'state', type: 'police', parentId: 'ministry' },
    ministry: { level: 'state', type: 'security' },
    army: { level: 'federal', type: 'armed-forces' },
    centre: { level: 'federal', type: 'training-centre', parentId: 'army' },
    ring: { level: 'municipal', type: 'women', parentId: 'ring' },
  };
  const find = (id: string): Promise<Institution | null> =>
    Promise.resolve(
      tree[id] === undefined
        ? null
        : ({
            id,
            name: id,
            parentId: null,
            validTo: null,
            successorId: null,
            ...tree[id],
          } as Institution),
    );
  const ROWS: [string | null, string | null][] = [
    ['national', 'national'],
    ['closed', 'national'],
    ['town', 'state'],
    ['police', null],
    ['statePolice', 'ministry'],
    ['army', null],
    ['centre', 'centre'],
    ['ring', null],
    ['unknown', null],
    [null, null],
  ];
  for (const [start, issuer] of ROWS) {
    it(`is ${issuer ?? 'the controller'} for somebody of ${start ?? 'no institution'}`, async () => {
      expect((await issuingInstitution(start, find, '2026-11-23'))?.id ?? null).to.equal(issuer);
    });
  }

  it('is the one that existed on the day of issue', async () => {
    expect((await issuingInstitution('closed', find, '2024-12-31'))?.id).to.equal('closed');
  });
});
