import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aulaCommand } from '../../support/aula-command.ts';
import { castDatabase, type TestDatabase } from '../../support/database.ts';

describe('people on the command line', function () {
  this.timeout(120_000);
  let test: TestDatabase;
  before(async () => {
    test = await castDatabase();
  });
  after(() => test.drop());

  const run = (...words: string[]) => {
    const command = aulaCommand(test, ['people', 'import', ...words]);
    const { status, stdout, stderr } = spawnSync(process.execPath, command.words, command.how);
    const told = stderr.toString();
    expect(told, 'no stack is shown').to.not.match(/\n\s+at |node:internal/);
    return { status, said: stdout.toString(), told };
  };
  const names = (): Promise<string[]> =>
    test.database
      .db('people')
      .where('display_name', 'like', '%Pérez')
      .orderBy('username')
      .pluck('username');

  it('are looked at, and come in, each mistake with its row, column and what to do', async () => {
    const file = join(test.dataDir, 'lista.csv');
    const rows = ['Nombre;Municipio;Red', 'Ana Pérez;15033;MUCPAZ-15033-01', 'Berta Pérez;99999;'];
    writeFileSync(file, Buffer.from(rows.join('\r\n'), 'latin1'));
    const dry = run(file, '--dry-run');
    expect(dry.status).to.equal(1);
    expect(dry.told).to.equal(
      'lista.csv:3: Municipio: «99999» no es la clave de un municipio. Son 5 dígitos: 2 del estado y 3 del municipio.\n',
    );
    expect(dry.said).to.include('Nuevas: 1.').and.include('Con errores: 1.');
    expect(await names()).to.deep.equal([]);
    const done = run(file, '--for', 'rosa');
    expect(done.said).to.include('Listo. Nuevas: 1.').and.include('/administrar/importaciones/');
    expect(await names()).to.deep.equal(['ana.perez']);
    const [row] = (await test.database.db('people_imports').where('status', 'added')) as {
      made_by: string;
    }[];
    expect(row?.made_by).to.equal('rosa');
    const again = run(file, '--for', 'lucia');
    expect(again.told).to.include('fuera de lo que administras');
    expect(run(join(test.dataDir, 'no.csv')).told).to.include('No existe el archivo');
    expect(run(file, '--for', 'nadie').told).to.include('No hay ninguna cuenta activa nadie');
  });
});
