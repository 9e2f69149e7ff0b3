import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Language } from '../../lib/localized.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { Report } from '../reports/report.ts';
import type { ReportService } from '../reports/service.ts';
import { feedingOf, type FedElement } from './feeding.ts';
import {
  currentOf,
  isReplaced,
  type Framework,
  type IndicatorSet,
  type Version,
} from './framework.ts';
import { frameworkRepository } from './repository.ts';

interface Needs {
  db: Db;
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

/** A version of a framework; the one that counts where none is named. */
export async function findVersion(
  db: Db,
  slug: string,
  label?: string,
): Promise<{ framework: Framework; versions: Version[]; version: Version }> {
  const repository = frameworkRepository(db);
  const framework = await repository.framework(slug);
  const versions = framework === null ? [] : await repository.versions(slug);
  const version =
    label === undefined ? currentOf(versions) : versions.find((one) => one.label === label);
  if (framework === null || version === undefined) throw new Refusal('not-found', 'error.notFound');
  return { framework, versions, version };
}

/** Frameworks that courses answer to: what they consist of, their indicators, and what feeds them. */
export function frameworkService({ db, versions: courses, reports }: Needs) {
  const repository = frameworkRepository(db);

  async function setOf(versionId: string): Promise<{
    set: IndicatorSet | null;
    earlier: Omit<IndicatorSet, 'rows'>[];
  }> {
    const [newest, ...earlier] = await repository.indicatorSets(versionId);
    if (newest === undefined) return { set: null, earlier: [] };
    return { set: { ...newest, rows: await repository.indicators(newest.id) }, earlier };
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
      const { framework, versions, version } = await findVersion(db, slug, label);
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
  };
}
export type FrameworkService = ReturnType<typeof frameworkService>;
