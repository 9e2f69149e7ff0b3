import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';

/** A block of code of the page: a file, where the title above it names one, or commands. */
export interface Block {
  /** The titles above it, the nearest last. */
  title: string;
  /** The file whose content it is, whole. */
  path: string | null;
  language: string;
  text: string;
}

const PATH = /^`(\/[^`]+)`/;

/** Reads the blocks of `src/OPERATIONS.md`, in their order. */
export function blocksOfPage(): Block[] {
  const lines = readFileSync(join(projectRoot, 'src/OPERATIONS.md'), 'utf8').split('\n');
  const blocks: Block[] = [];
  let title = '';
  let path: string | null = null;
  let open: Block | null = null;
  for (const line of lines) {
    if (open !== null) {
      if (line === '```') open = null;
      else open.text += `${line}\n`;
    } else if (line.startsWith('```')) {
      open = { title, path, language: line.slice(3), text: '' };
      blocks.push(open);
      path = null;
    } else if (/^##+ /.test(line)) {
      const heading = line.replace(/^#+ /, '');
      path = PATH.exec(heading)?.[1] ?? null;
      if (path === null) title = heading;
    }
  }
  return blocks;
}

/** What no test can run, by its first line, and why. */
export const NOT_RUN: Record<string, string> = {
  'apt-get update && apt-get install -y curl ca-certificates':
    'the network of the machine leads nowhere; it has the packages of the one that it was made on',
  'Types: deb': 'Node is the one that is installed',
  'apt-get update && apt-get install -y nodejs nginx certbot rsync openssh-client logrotate unattended-upgrades':
    'as the first',
  "certbot certonly --webroot -w /var/www/aula -d aula.example.org -m admin@example.org --agree-tos -n --deploy-hook 'systemctl reload nginx'":
    'an authority would have to reach it; a self-made certificate lies where certbot puts one',
  'global:': 'Prometheus is not installed; test/operations/alerts.test.ts reads its files',
  'groups:': 'as above',
};
