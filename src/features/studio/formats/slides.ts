import { posix } from 'node:path';
import type { OfficeFile } from './office.ts';
import { all, at, xmlRoot, type Element } from './xml-tree.ts';

/** What a part of a presentation points to, by the id of the relation. */
export type Relations = ReadonlyMap<string, { type: string; target: string; isOutside: boolean }>;

export async function relationsOf(office: OfficeFile, path: string): Promise<Relations> {
  const folder = posix.dirname(path);
  const xml = await office.xml(`${folder}/_rels/${posix.basename(path)}.rels`);
  if (xml === null) return new Map();
  return new Map(
    xmlRoot(xml)
      .children.filter(({ name }) => name === 'Relationship')
      .map(({ attributes }) => {
        const { Id = '', Type = '', Target = '', TargetMode } = attributes;
        const isOutside = TargetMode === 'External';
        const inside = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
        const type = Type.slice(Type.lastIndexOf('/') + 1);
        return [Id, { type, target: isOutside ? Target : inside, isOutside }];
      }),
  );
}

export const relationOf = (relations: Relations, type: string): string | null =>
  [...relations.values()].find((one) => one.type === type && !one.isOutside)?.target ?? null;

/** A slide as it is shown. */
export interface Slide {
  root: Element;
  relations: Relations;
  /** Of its layout: `title`, `secHead`, `obj`, … */
  layout: string;
  /** The section of the presentation that it stands in; null where it has none. */
  section: string | null;
  notes: Element | null;
}

/** Slides in the order of the presentation, and how many of them are hidden. */
export async function slidesOf(office: OfficeFile): Promise<{ slides: Slide[]; hidden: number }> {
  const main = 'ppt/presentation.xml';
  const root = xmlRoot((await office.xml(main)) ?? '');
  const relations = await relationsOf(office, main);
  const sections = new Map<string, string>();
  for (const section of all(root, 'section'))
    for (const { attributes } of all(section, 'sldId'))
      sections.set(attributes['id'] ?? '', section.attributes['name'] ?? '');
  const slides: Slide[] = [];
  let hidden = 0;
  for (const { attributes } of at(root, 'sldIdLst')?.children ?? []) {
    const path = relations.get(attributes['r:id'] ?? '')?.target ?? '';
    const xml = await office.xml(path);
    if (xml === null) continue;
    const slide = xmlRoot(xml);
    if (slide.attributes['show'] === '0') {
      hidden += 1;
      continue;
    }
    const own = await relationsOf(office, path);
    const layout = await partOf(office, relationOf(own, 'slideLayout'));
    slides.push({
      root: slide,
      relations: own,
      layout: layout?.attributes['type'] ?? '',
      section: sections.get(attributes['id'] ?? '') ?? null,
      notes: await partOf(office, relationOf(own, 'notesSlide')),
    });
  }
  return { slides, hidden };
}

async function partOf(office: OfficeFile, path: string | null): Promise<Element | null> {
  const xml = path === null ? null : await office.xml(path);
  return xml === null ? null : xmlRoot(xml);
}
