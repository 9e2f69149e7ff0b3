import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Language } from '../../lib/localized.ts';
import type { Problems } from '../../lib/problems.ts';
import { newId } from '../../lib/random-code.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { Report } from '../reports/report.ts';
import type { ReportService } from '../reports/service.ts';
import { feedingOf, type FedElement } from './feeding.ts';
import type { IndicatorForm, NewVersionForm, TableForm, TagForm } from './forms.ts';
import {
  currentOf,
  isReplaced,
  type Element,
  type Framework,
  type Indicator,
  type IndicatorSet,
  type Version,
} from './framework.ts';
import { readIndicators, type RowMistake } from './indicator-table.ts';
import { frameworkRepository } from './repository.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  versions: Pick<CourseVersions, 'allCurrent'>;
  reports: Pick<ReportService, 'completion'>;
}

/** A framework as its list shows it. */
export interface ListedFramework extends Framework {
  current: Version;
  elements: number;
  indicators: number;
}

/** One version of a framework, with its table of indicators and what feeds it. */
export interface FrameworkSheet {
  framework: Framework;
  versions: Version[];
  version: Version;
  isReplaced: boolean;
  elements: FedElement[];
  /** The table that counts; null while nobody gave one. */
  set: IndicatorSet | null;
  /** Tables that were given before it. */
  earlier: Omit<IndicatorSet, 'rows'>[];
}

/** What is wrong with a form, and with single rows of a table. */
export interface Wrong {
  problems: Problems;
  mistakes: RowMistake[];
}
const wrong = (problems: Problems, mistakes: RowMistake[] = []): Wrong => ({ problems, mistakes });

const missing = (): Refusal => new Refusal('not-found', 'error.notFound');

/** Frameworks that courses answer to: what they consist of, their indicators, and what feeds them. */
export function frameworkService({ db, clock, audit, versions: courses, reports }: Needs) {
  const repository = frameworkRepository(db);

  async function versionOf(
    slug: string,
    label?: string,
  ): Promise<{ framework: Framework; versions: Version[]; version: Version }> {
    const framework = await repository.framework(slug);
    const versions = framework === null ? [] : await repository.versions(slug);
    const version =
      label === undefined ? currentOf(versions) : versions.find((one) => one.label === label);
    if (framework === null || version === undefined) throw missing();
    return { framework, versions, version };
  }

  async function setOf(versionId: string): Promise<{
    set: IndicatorSet | null;
    earlier: Omit<IndicatorSet, 'rows'>[];
  }> {
    const [newest, ...earlier] = await repository.indicatorSets(versionId);
    if (newest === undefined) return { set: null, earlier: [] };
    return { set: { ...newest, rows: await repository.indicators(newest.id) }, earlier };
  }

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

  async function tagAt(form: TagForm, slug: string) {
    const { framework, version } = await versionOf(slug, form.version);
    const element = (await repository.elements(version.id)).find(
      ({ code }) => code === form.elemento,
    );
    const [courseSlug = '', lesson] = form.curso.split('/');
    const course = (await courses.allCurrent()).find(
      ({ document }) => document.slug === courseSlug,
    );
    const isThere =
      course !== undefined &&
      (lesson === undefined || course.document.lessons.some(({ id }) => id === lesson));
    return { framework, version, element, courseSlug, lessonId: lesson ?? null, isThere };
  }

  return {
    async list(): Promise<ListedFramework[]> {
      const versions = await repository.versions();
      const listed: ListedFramework[] = [];
      for (const framework of await repository.frameworks()) {
        const current = currentOf(versions.filter((one) => one.frameworkId === framework.id));
        if (current === undefined) continue;
        const { set } = await setOf(current.id);
        const elements = (await repository.elements(current.id)).length;
        listed.push({ ...framework, current, elements, indicators: set?.rows.length ?? 0 });
      }
      return listed;
    },

    /** A version of a framework; the one that counts where none is named. */
    async sheet(slug: string, label?: string): Promise<FrameworkSheet> {
      const { framework, versions, version } = await versionOf(slug, label);
      const elements = await repository.elements(version.id);
      const tags = await repository.tags(version.id);
      return {
        framework,
        versions,
        version,
        isReplaced: isReplaced(version, versions),
        elements: feedingOf(elements, tags, await courses.allCurrent()),
        ...(await setOf(version.id)),
      };
    },

    /** The courses that can be tagged, with their lessons. */
    courses: async (): Promise<Pick<CourseDocument, 'slug' | 'title' | 'lessons'>[]> =>
      (await courses.allCurrent()).map(({ document }) => document),

    /** Completion by course, as the report tells it to this person; null for whoever reads no reports. */
    async figures(actor: Actor, language: Language): Promise<Report | null> {
      if (!mayAnywhere(actor, 'reports.read')) return null;
      const report = await reports.completion(actor, 'reports.read', { por: 'curso' }, language);
      return report.tooFine ? null : report;
    },

    /** A table in the place of the one before, which stays. Null when it was taken. */
    async giveTable(actor: Actor, slug: string, form: TableForm): Promise<Wrong | null> {
      const found = await versionOf(slug, form.version);
      if (later(form.fecha)) return wrong({ fecha: ['frameworks.dateLater'] });
      const elements = await repository.elements(found.version.id);
      const read = readIndicators(form.tabla, (said) => elementNamed(elements, said));
      if (!read.ok) return wrong({ tabla: ['frameworks.table.wrong'] }, read.mistakes);
      await give(actor, found, form, () => read.rows);
      return null;
    },

    /** One indicator more, or in the place of the one with its code; the others as they were. Null when it was taken. */
    async giveIndicator(actor: Actor, slug: string, form: IndicatorForm): Promise<Wrong | null> {
      const found = await versionOf(slug, form.version);
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
      const { framework, versions, version: last } = await versionOf(slug);
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

    /** Says that a course or a lesson feeds an element. Null when it does now. */
    async tag(actor: Actor, slug: string, form: TagForm): Promise<Wrong | null> {
      const at = await tagAt(form, slug);
      const { framework, version, element, courseSlug, lessonId } = at;
      if (element === undefined) return wrong({ elemento: ['form.choose'] });
      if (!at.isThere) return wrong({ curso: ['form.choose'] });
      await db.transaction(async (trx) => {
        const tag = { id: newId(), elementId: element.id, courseSlug, lessonId };
        if (!(await frameworkRepository(trx).addTag({ ...tag, origin: 'hand' }))) return;
        await audit(trx, {
          actorId: actor.id,
          action: 'frameworks.tagged',
          objectType: 'framework',
          objectId: framework.id,
          details: { code: element.tag, version: version.label, course: form.curso },
        });
      });
      return null;
    },

    /** Takes a tag away that somebody gave by hand. */
    async untag(actor: Actor, slug: string, form: TagForm): Promise<void> {
      const { framework, version, element, courseSlug, lessonId } = await tagAt(form, slug);
      if (element === undefined) throw missing();
      await db.transaction(async (trx) => {
        const tag = { elementId: element.id, courseSlug, lessonId };
        if (!(await frameworkRepository(trx).removeTag(tag))) throw missing();
        await audit(trx, {
          actorId: actor.id,
          action: 'frameworks.untagged',
          objectType: 'framework',
          objectId: framework.id,
          details: { code: element.tag, version: version.label, course: form.curso },
        });
      });
    },
  };
}
export type FrameworkService = ReturnType<typeof frameworkService>;

/** The code of an element that a table names by its code, its tag or its name. */
function elementNamed(elements: readonly Element[], said: string): string | null {
  const text = toSearchText(said);
  const found = elements.find(({ code, tag, name }) =>
    [code, tag, name.es, name.en].some((one) => toSearchText(one) === text),
  );
  return found?.code ?? null;
}

/** Elements as they were typed, `code; name` on a line each; null when a line does not fit or a code stands there twice. */
function readElements(
  text: string,
  { versionId, code: framework, last }: { versionId: string; code: string; last: Element[] },
): Element[] | null {
  const elements: Element[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [code = '', ...rest] = line.split(';').map((part) => part.trim());
    const name = rest.join('; ');
    const isTwice = elements.some((one) => one.code === code);
    if (code === '' || name === '' || code.length > 40 || name.length > 200 || isTwice) return null;
    const before = last.find((one) => one.code === code || one.name.es === name);
    elements.push({
      id: `${versionId}.${code}`,
      kind: before?.kind ?? last[0]?.kind ?? 'objective',
      code,
      name: before?.name.es === name ? before.name : { es: name, en: name },
      tag: before?.tag ?? `${framework}-${code}`,
    });
  }
  const tags = new Set(elements.map(({ tag }) => tag));
  return elements.length === 0 || tags.size < elements.length ? null : elements;
}
