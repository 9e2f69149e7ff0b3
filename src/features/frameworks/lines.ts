import type { Db } from '../../db/connection.ts';
import type { Localized } from '../../lib/localized.ts';
import { currentOf } from './framework.ts';
import { frameworkRepository } from './repository.ts';

/** A pillar, objective or line of a framework that courses and lessons may carry as a tag. */
export interface FrameworkLine {
  tag: string;
  name: Localized;
}

/** The elements of the version of each framework that counts, each tag once. */
export async function currentLines(db: Db): Promise<FrameworkLine[]> {
  const repository = frameworkRepository(db);
  const versions = await repository.versions();
  const lines = new Map<string, FrameworkLine>();
  for (const { id, code: framework } of await repository.frameworks()) {
    const current = currentOf(versions.filter(({ frameworkId }) => frameworkId === id));
    if (current === undefined) continue;
    for (const { tag, code, name } of await repository.elements(current.id)) {
      const named = (text: string): string => `${framework} ${code} · ${text}`;
      if (!lines.has(tag))
        lines.set(tag, { tag, name: { es: named(name.es), en: named(name.en) } });
    }
  }
  return [...lines.values()];
}
