import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Problems } from '../../lib/problems.ts';
import { newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import { elementNamed, readElements } from './element-lines.ts';
import type { IndicatorForm, NewVersionForm, TableForm } from './forms.ts';
import type { Framework, Indicator, Version } from './framework.ts';
import { readIndicators, type RowMistake } from './indicator-table.ts';
import { frameworkRepository } from './repository.ts';
import { findVersion } from './service.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

/** What is wrong with a form, and with single rows of a table. */
export interface Wrong {
  problems: Problems;
  mistakes: RowMistake[];
}
export const wrong = (problems: Problems, mistakes: RowMistake[] = []): Wrong => ({
  problems,
  mistakes,
});

/** Filling frameworks in: tables of indicators and versions, each beside those that were there. */
export function frameworkFilling({ db, clock, audit }: Needs) {
  const repository = frameworkRepository(db);

  /** Adds a table beside those that were given before. */
  async function give(
    actor: Actor,
    { framework, version }: { framework: Framework; version: Version },
    { fuente, fecha }: { fuente: string; fecha: string },
    rowsAfter: (before: readonly Indicator[]) => Indicator[],
  ): Promise<void> {
    const now = clock();
    await db.transaction(async (trx) => {
      const mine = frameworkRepository(trx);
      await mine.lock(framework.id);
      const [newest] = await mine.indicatorSets(version.id);
      const before = newest === undefined ? [] : await mine.indicators(newest.id);
      const rows = rowsAfter(before);
      const number = (newest?.number ?? 0) + 1;
      const set = { id: newId(), number, source: fuente, datedOn: fecha, rows };
      await mine.addIndicatorSet(version.id, set, { now, newId });
      await audit(trx, {
        actorId: actor.id,
        action: 'frameworks.indicators-given',
        objectType: 'framework',
        objectId: framework.id,
        details: {
          code: framework.code,
          version: version.label,
          rows: rows.length,
          source: fuente,
          on: fecha,
        },
      });
    });
  }

  const later = (day: string): boolean => day > dayOf(clock());

  return {
    /** A table in the place of the one before, which stays. Null when it was taken. */
    async giveTable(actor: Actor, slug: string, form: TableForm): Promise<Wrong | null> {
      const found = await findVersion(db, slug, form.version);
      if (later(form.fecha)) return wrong({ fecha: ['frameworks.dateLater'] });
      const elements = await repository.elements(found.version.id);
      const read = readIndicators(form.tabla, (said) => elementNamed(elements, said));
      if (!read.ok) return wrong({ tabla: ['frameworks.table.wrong'] }, read.mistakes);
      await give(actor, found, form, () => read.rows);
      return null;
    },

    /** One indicator more, or in the place of the one with its code; the others as they were. Null when it was taken. */
    async giveIndicator(actor: Actor, slug: string, form: IndicatorForm): Promise<Wrong | null> {
      const found = await findVersion(db, slug, form.version);
      if (later(form.fecha)) return wrong({ fecha: ['frameworks.dateLater'] });
      const elements = await repository.elements(found.version.id);
      const isKnown = form.elemento === '' || elements.some(({ code }) => code === form.elemento);
      if (!isKnown) return wrong({ elemento: ['form.choose'] });
      const row: Indicator = {
        code: form.codigo,
        text: form.texto,
        formula: form.formula ?? '',
        owner: form.responsable ?? '',
        frequency: form.periodicidad ?? '',
        baseline: form.base ?? '',
        target: form.meta ?? '',
        element: form.elemento,
      };
      await give(actor, found, form, (before) =>
        before.some(({ code }) => code === row.code)
          ? before.map((one) => (one.code === row.code ? row : one))
          : [...before, row],
      );
      return null;
    },

    /** A version beside those that are there; none of them changes. Answers its label, or what is wrong. */
    async addVersion(actor: Actor, slug: string, form: NewVersionForm): Promise<Wrong | null> {
      const { framework, versions, version: last } = await findVersion(db, slug);
      if (versions.some(({ label }) => label === form.nombre))
        return wrong({ nombre: ['frameworks.labelTaken'] });
      if (later(form.adoptado)) return wrong({ adoptado: ['frameworks.dateLater'] });
      const id = newId();
      const elements = readElements(form.elementos, {
        versionId: id,
        code: framework.code,
        last: await repository.elements(last.id),
      });
      if (elements === null) return wrong({ elementos: ['frameworks.elementsWrong'] });
      const now = clock();
      await db.transaction(async (trx) => {
        const mine = frameworkRepository(trx);
        await mine.lock(framework.id);
        if ((await mine.versions(framework.id)).some(({ label }) => label === form.nombre))
          throw new Refusal('conflict', 'frameworks.labelTaken');
        await mine.addVersion(
          {
            id,
            frameworkId: framework.id,
            label: form.nombre,
            adoptedOn: form.adoptado,
            status: form.estatus,
            source: form.fuente,
            note: null,
            indicatorsSaid: form.dice ?? null,
          },
          now,
        );
        for (const [place, element] of elements.entries())
          await mine.addElement(id, place, element);
        await audit(trx, {
          actorId: actor.id,
          action: 'frameworks.version-added',
          objectType: 'framework',
          objectId: framework.id,
          details: {
            code: framework.code,
            version: form.nombre,
            source: form.fuente,
            on: form.adoptado,
          },
        });
      });
      return null;
    },
  };
}
export type FrameworkFilling = ReturnType<typeof frameworkFilling>;
