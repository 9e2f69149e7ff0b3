import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCourse, readSource } from '../../../src/features/content/course-folder.ts';
import { filesSource, folderSource, pathsOf } from '../../../src/features/content/course-source.ts';
import { COURSE_ZIP, openZip } from '../../../src/features/studio/formats/zip.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { courseFolder, publishCourse } from '../../support/course.ts';

/** The files of a package, by their path inside the course. */
async function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await openZip(bytes, COURSE_ZIP);
  const files = new Map<string, Buffer>();
  for (const [path, entry] of zip.entries) {
    files.set(path.slice(path.indexOf('/') + 1), await entry.read());
  }
  zip.close();
  return files;
}

const COURSES = [
  ...readdirSync(join(projectRoot, 'content', 'courses')),
  ...readdirSync(join(projectRoot, 'test', 'content', 'courses')),
];

describe('a course as a package', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  for (const slug of COURSES) {
    it(`is its folder, byte for byte, after a draft and a download: ${slug}`, async () => {
      const { courseId } = await publishCourse(app.services, slug);
      const ada = await app.signedIn('ada');
      const { location: path } = await ada.post(`/ensenar/versiones/${courseId}/borrador`);
      const send = async (address: string): Promise<Buffer> => {
        const cookie = [...ada.cookies].map((pair) => pair.join('=')).join('; ');
        const response = await fetch(new URL(address, app.url), { headers: { cookie } });
        expect(response.headers.get('content-type')).to.equal('application/zip');
        expect(response.headers.get('content-disposition')).to.match(/^attachment/);
        return Buffer.from(await response.arrayBuffer());
      };
      const files = await unpacked(await send(`${path}/carpeta.zip`));
      const source = folderSource(courseFolder(slug));
      expect([...files.keys()].sort()).to.deep.equal([...pathsOf(source)].sort());
      for (const [name, bytes] of files)
        expect(bytes.equals(source.file(name)?.bytes ?? Buffer.alloc(0)), name).to.equal(true);

      const from = new Map([...files].map(([name, bytes]) => [name, { bytes }]));
      const again = readSource(filesSource(slug, from));
      expect(again.document).to.deep.equal(readCourse(courseFolder(slug)).document);

      const zip = await send(`/ensenar/versiones/${courseId}/1/carpeta.zip`);
      expect(zip.equals(await send(`/ensenar/versiones/${courseId}/1/carpeta.zip`))).to.equal(true);
    });
  }
});
