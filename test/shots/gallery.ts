import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PICTURE = /^(?<language>\w\w)\/(?<who>[\w-]+)\/(?<what>[\w.-]+?)\.(?<side>[\w.]+)\.png$/;
const COLUMNS = ['360.light', '360.dark', '1280.light', '1280.dark', 'paper'];

/** Writes `index.html` over every picture of the folder, a row for each page; answers where it is. */
export function writeGallery(folder: string): string {
  const rows = new Map<string, Map<string, string>>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.map((name) => name.replaceAll('\\', '/')).sort()) {
    const { language, who, what, side } = PICTURE.exec(file)?.groups ?? {};
    if (side === undefined) continue;
    const name = `${who ?? ''}/${what ?? ''}`;
    const row = rows.get(name) ?? new Map<string, string>();
    row.set(`${language ?? ''}.${side}`, file);
    rows.set(name, row);
  }
  const columns = ['es', 'en'].flatMap((language) => COLUMNS.map((side) => `${language}.${side}`));
  const used = columns.filter((column) => [...rows.values()].some((row) => row.has(column)));
  const index = join(folder, 'index.html');
  writeFileSync(index, page(rows, used));
  return index;
}

const cell = (file: string | undefined): string =>
  file === undefined
    ? '<td></td>'
    : `<td><a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a></td>`;

const page = (rows: ReadonlyMap<string, Map<string, string>>, columns: readonly string[]): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Aula 1325: every page</title>
<style>
  body { font: 16px system-ui, sans-serif; margin: 16px; background: #ddd; color: #222; }
  thead th { position: sticky; top: 0; background: #ddd; }
  th { padding: 8px; text-align: left; vertical-align: top; }
  td { padding: 4px; vertical-align: top; }
  img { width: 240px; height: 420px; object-fit: cover; object-position: top; background: #fff; }
</style>
<h1>Every page</h1>
<table>
<thead><tr><th>page</th>${columns.map((column) => `<th>${column}</th>`).join('')}</tr></thead>
<tbody>
${[...rows]
  .map(
    ([name, row]) =>
      `<tr id="${name}"><th scope="row"><a href="#${name}">${name}</a></th>${columns.map((column) => cell(row.get(column))).join('')}</tr>`,
  )
  .join('\n')}
</tbody>
</table>
`;
