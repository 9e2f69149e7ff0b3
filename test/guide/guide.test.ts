import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { follower } from './follower.ts';
import { newMachine, whyNoMachine, type Machine } from './machine.ts';
import { NOT_RUN } from './page.ts';
import { archiveSource, fillNpmCache, NPM_OF_LATER_VERSIONS } from './supplies.ts';

const reason = whyNoMachine();

const SITE = 'https://aula.example.org';
const SECURITY = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
];

(reason === null ? describe : describe.skip)(
  `the page of operations, followed on a fresh machine${reason === null ? '' : ` (skipped: ${reason})`}`,
  () => {
    let machine: Machine;
    let admin: ReturnType<typeof follower>;
    /** Where the age key and the secrets are kept, off the machine. */
    const safe = new Map<string, Buffer>();

    before(async () => {
      machine = await newMachine();
      admin = follower(machine);
      archiveSource(`${machine.root}/root/aula-0.1.0.tar.gz`);
    });
    after(() => {
      machine.stop();
    });

    const put = (name: string): void => {
      writeFileSync(machine.root + name, safe.get(name) ?? '');
    };
    const keepSafe = (name: string): void => {
      safe.set(name, readFileSync(machine.root + name));
    };
    const signIn = async (): Promise<void> => {
      const form = `-d username=ada --data-urlencode 'password=nublado jueves tejido'`;
      const { status, body } = await admin.ask(`-c /root/jar ${form} ${SITE}/entrar`);
      expect(status, `${body}\n${(await machine.run('journalctl -n 40 -o cat')).said}`).to.equal(
        303,
      );
    };
    it('has users, folders and settings', async () => {
      await admin.follow('Users and folders');
      admin.copy('/etc/aula/aula.env');
      await admin.follow('Users and folders', 1);
      const cache = `${machine.root}/var/cache/aula-build`;
      fillNpmCache(`${cache}/.npm`);
      writeFileSync(`${cache}/.npmrc`, 'offline=true\nomit-lockfile-registry-resolved=true\n');
      await admin.run('chown -R aula-build: /var/cache/aula-build');
    });

    it('builds a version, starts it and keeps its secrets', async () => {
      admin.copy('/etc/systemd/system/aula-.service.d/sandbox.conf');
      admin.copy('/etc/systemd/system/aula-web@.service');
      admin.copy('/etc/systemd/system/aula.target');
      admin.copy('/usr/local/sbin/aula');
      admin.copy('/usr/local/sbin/aula-release');
      expect(await admin.follow('The service')).to.include('0.1.0 runs');
      const link = await admin.follow('The service', 1);
      expect(link).to.match(/^https:\/\/aula\.example\.org\/primer-administrador\/\S+\n$/);
      keepSafe('/root/aula-secrets.json');
      writeFileSync(`${machine.root}/usr/local/bin/npm`, NPM_OF_LATER_VERSIONS, { mode: 0o755 });
    });

    it('runs in a sandbox that systemd finds tight, and that holds', async () => {
      const verified = 'systemd-analyze verify aula-web@3001.service aula.target';
      expect(await admin.run(verified)).to.equal('');
      await admin.run('systemd-analyze security --threshold=15 aula-web@3001');
      const tries = [
        'touch /var/lib/aula/x && rm /var/lib/aula/x',
        '! touch /opt/aula/current/x',
        '! touch /var/backups/aula/x',
        '! cat /etc/shadow',
        '! ls /root',
        'test "$(ls -d /proc/[0-9]* | wc -l)" -lt 5',
        'test "$(id -un)" = aula',
        'test "$(umask)" = 0077',
      ].join(' && ');
      const property = '-p ReadWritePaths=/var/lib/aula';
      await admin.run(
        `systemd-run --quiet --pipe --wait --unit=aula-try ${property} sh -c '${tries}' 2>&1`,
      );
      expect(await admin.run('stat -c %a /var/lib/aula /var/lib/aula/aula.sqlite')).to.equal(
        '700\n600\n',
      );
    });

    it('starts again by itself when it was killed', async () => {
      await admin.run('systemctl kill -s KILL aula-web@3001');
      await admin.eventually('curl -fsS http://127.0.0.1:3001/salud');
    });

    it('speaks HTTPS through nginx', async () => {
      admin.copy('/etc/nginx/conf.d/aula-upstream.conf');
      admin.copy('/etc/nginx/sites-available/aula-http');
      admin.copy('/etc/nginx/sites-available/aula');
      admin.copy('/var/www/aula/503.html');
      await admin.follow('HTTPS');
      await admin.run(`
        mkdir -p /var/www/aula/.well-known/acme-challenge
        echo prueba >/var/www/aula/.well-known/acme-challenge/una`);
      const challenge = 'http://aula.example.org/.well-known/acme-challenge/una';
      expect((await admin.ask(challenge)).body).to.equal('prueba\n');
      await admin.run(`
        mkdir -p /etc/letsencrypt/live/aula.example.org
        cd /etc/letsencrypt/live/aula.example.org
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=aula.example.org \\
          -addext subjectAltName=DNS:aula.example.org -keyout privkey.pem -out fullchain.pem
        cat fullchain.pem >>/etc/ssl/certs/ca-certificates.crt`);
      expect(await admin.follow('HTTPS', 2)).to.include('{"database":true,"folder":true}');
    });

    it('refuses old TLS and other names, and leads from HTTP to HTTPS', async () => {
      const shake = async (version: string): Promise<string> =>
        (
          await machine.run(
            `openssl s_client -connect aula.example.org:443 -servername aula.example.org -${version} -cipher DEFAULT@SECLEVEL=0 </dev/null 2>&1`,
          )
        ).said;
      for (const old of ['tls1', 'tls1_1'])
        expect(await shake(old)).to.include('alert protocol version');
      expect(await shake('tls1_2')).to.include('Protocol  : TLSv1.2');
      expect(await shake('tls1_3')).to.match(/TLSv1\.3, Cipher is TLS/);
      expect((await machine.run('curl -sSk https://other.example.org/')).said).to.include(
        'unrecognized name',
      );
      expect((await machine.run('curl -sS http://other.example.org/')).status).to.equal(52);
      const plain = await admin.ask('http://aula.example.org/v/ABC?x=1');
      expect([plain.status, plain.headers.get('location')]).to.deep.equal([
        301,
        `${SITE}/v/ABC?x=1`,
      ]);
    });

    it('lets security headers, cookies and the address of the network through', async () => {
      const direct = await admin.ask('http://127.0.0.1:3001/');
      const proxied = await admin.ask(`${SITE}/`);
      for (const name of SECURITY) {
        expect(proxied.headers.get(name), name).to.be.a('string');
        expect(proxied.headers.get(name), name).to.equal(direct.headers.get(name));
      }
      expect(proxied.headers.get('server')).to.equal('nginx');
      const form = `--data-urlencode 'nombre=Ada Rentería' -d username=ada --data-urlencode 'password=nublado jueves tejido'`;
      const link = await admin.follow('The service', 1);
      const made = await admin.ask(`-c /root/jar ${form} ${link.trim()}`);
      expect(made.status, made.body).to.equal(303);
      expect(made.headers.get('set-cookie')).to.match(/^__Host-.*HttpOnly.*Secure/i);
      expect((await admin.ask(`-b /root/jar ${SITE}/administrar`)).status).to.equal(200);
      const guesses = await admin.run(
        `for i in $(seq 62); do curl -sS -o /dev/null -w '%{http_code} ' -H "X-Forwarded-For: 203.0.113.$i" ${SITE}/v/ABCD2345; done`,
      );
      expect(guesses).to.match(/^(404 ){60}429 429 $/);
    });

    it('takes what the product takes, and shows a page while nothing answers', async () => {
      const send = (bytes: number): string =>
        `head -c ${String(bytes)} /dev/zero | tr '\\0' a | curl -sS -o /dev/null -w '%{http_code} %header{content-security-policy}' --data-binary @- ${SITE}/entrar`;
      expect(await admin.run(send(300_000))).to.match(/^413 default-src/);
      expect(await admin.run(send(2_000_000))).to.equal('413 ');
      await admin.run("systemctl stop aula.target 'aula-web@*'");
      const away = await admin.ask(`${SITE}/invitacion/SECRETO-4`);
      expect([away.status, away.headers.get('retry-after')]).to.deep.equal([503, '10']);
      expect(away.body).to.include('Lo que ya se guardó sigue guardado');
      await admin.run('systemctl start aula.target');
      await admin.eventually('curl -fsS http://127.0.0.1:3001/salud');
    });

    it('writes no code, search, person or network into any log', async () => {
      for (const path of [
        'invitacion/SECRETO-1',
        'recuperar/SECRETO-1',
        'v/SECRETO-1',
        'correo/SECRETO-1',
        'SECRETO-1',
      ])
        await admin.ask(`-e ${SITE}/invitacion/SECRETO-2 ${SITE}/${path}`);
      await admin.ask(`'${SITE}/cursos?q=SECRETO-3'`);
      const log = readFileSync(`${machine.root}/var/log/nginx/aula.log`, 'utf8');
      const line = /^\S+ \d{3} [A-Z]+ \/[a-z-]{0,24} \d+ [\d.]+ [\d.:, -]*(?: [\d, ]+|-)?$/;
      for (const one of log.trimEnd().split('\n')) expect(one).to.match(line);
      expect(log).to.include(' GET /invitacion ');
      const found = await machine.run(
        'grep -r SECRETO /var/log/nginx; journalctl --no-pager | grep SECRETO',
      );
      expect(found.said).to.equal('');
    });

    it('backs up under a key that cannot open, to another machine that only takes more', async () => {
      appendFileSync(`${machine.root}/etc/hosts`, '127.0.0.1 store.example.org\n');
      await admin.run('systemctl start ssh && age-keygen -o /root/aula-backup.key');
      keepSafe('/root/aula-backup.key');
      admin.copy('/etc/systemd/system/aula-backup.service');
      admin.copy('/etc/systemd/system/aula-backup.timer');
      admin.copy('/etc/systemd/system/aula-copy.service');
      const title = 'Backups, every night and off the machine';
      const recipient = (await admin.run('age-keygen -y /root/aula-backup.key')).trim();
      await admin.run('rm /root/aula-backup.key');
      const said = await admin.follow(title, 0, (text) => text.replace('age1…', recipient));
      const line = said.trimEnd().split('\n').at(-1) ?? '';
      await admin.follow(title, 1, (text) => text.replace('ssh-ed25519 AAAA… aula-copies', line));
      await admin.follow(title, 2);
      await admin.eventually('cmp /var/backups/aula/aula-*.age /srv/aula-copies/files/aula-*.age');
      expect(await admin.run('systemctl list-timers --no-pager')).to.include('aula-backup.timer');

      const ssh =
        'ssh -i /etc/aula/copy.key -o BatchMode=yes -o UserKnownHostsFile=/etc/aula/known_hosts';
      const there = 'aula-copies@store.example.org:/';
      for (const attack of [
        `${ssh} aula-copies@store.example.org rm -r /srv/aula-copies/files`,
        `rsync -r -e '${ssh}' ${there} /root/stolen`,
        `mkdir /root/empty; rsync -r --delete -e '${ssh}' /root/empty/ ${there}`,
        `for b in /var/backups/aula/*; do echo x >/root/$(basename $b); done; rsync -e '${ssh}' /root/*.age ${there}; cmp /root/*.age /srv/aula-copies/files/*.age`,
      ])
        expect((await machine.run(attack)).status, attack).to.not.equal(0);
      await admin.run('rm /root/*.age; cmp /var/backups/aula/*.age /srv/aula-copies/files/*.age');
    });

    it('restores what the other machine has, beside people who work', async () => {
      put('/root/aula-backup.key');
      await admin.run('mkdir /root/copies && cp /srv/aula-copies/files/* /root/copies');
      expect(await admin.follow('Rehearse it')).to.include('Todo está bien.');
      await signIn();
    });

    it('is upgraded', async () => {
      archiveSource(`${machine.root}/root/aula-0.2.0.tar.gz`, { 'package.json': release('0.2.0') });
      expect(await admin.follow('Upgrades, and going back')).to.include('0.2.0 runs');
      expect(await admin.follow('Health and figures')).to.include('version="0.2.0"');
      await admin.eventually('test "$(ls /srv/aula-copies/files | wc -l)" = 2');
    });

    it('goes back by itself to the version before', async () => {
      const broken = release('0.3.0').replace('"type": "module"', '"type": "commonjs"');
      archiveSource(`${machine.root}/root/aula-0.3.0.tar.gz`, { 'package.json': broken });
      const { status, said } = await machine.run('aula-release 0.3.0 /root/aula-0.3.0.tar.gz');
      expect([status, said.trimEnd().split('\n').at(-1)], said).to.deep.equal([
        1,
        '0.3.0 was not healthy; 0.2.0 runs again',
      ]);
      await signIn();
    });

    it('says that the database has changed, and runs again from the backup made before', async () => {
      archiveSource(`${machine.root}/root/aula-0.4.0.tar.gz`, {
        'package.json': release('0.4.0'),
        'content/notices': null,
        'migrations/99991231000000_later__all__add.ts':
          "export const up = (db) => db.schema.createTable('later', (table) => { table.text('id').primary(); });\n",
      });
      admin.copy('/usr/local/sbin/aula-release', {
        change: (text) => text.replace('--retry 30', '--retry 5'),
      });
      const { status, said } = await machine.run('aula-release 0.4.0 /root/aula-0.4.0.tar.gz');
      expect(status).to.equal(1);
      expect(said).to.include('has changed the database: restore the backup just made');
      await admin.run('ln -sfn /opt/aula/releases/0.2.0 /opt/aula/current');
      put('/root/aula-backup.key');
      expect(await admin.follow('Restore in earnest')).to.include('Todo está bien.');
      await admin.eventually('curl -fsS http://127.0.0.1:3001/salud');
      await signIn();
    });

    it('rotates its logs and keeps the journal small', async () => {
      admin.copy('/etc/systemd/journald.conf.d/aula.conf');
      expect(await admin.follow('Logs')).to.include('/var/log/nginx/aula.log');
    });

    it('serves with three processes, whoever answers, and while one is killed', async () => {
      admin.copy('/etc/nginx/conf.d/aula-upstream.conf', { at: 1 });
      await admin.follow('Several processes');
      for (const port of [3002, 3003])
        await admin.eventually(`curl -fsS http://127.0.0.1:${String(port)}/salud`);
      for (let times = 0; times < 9; times += 1)
        expect((await admin.ask(`-b /root/jar ${SITE}/administrar`)).status).to.equal(200);
      const served = await admin.run(
        "tail -9 /var/log/nginx/aula.log | grep -o ':300[123]' | sort -u",
      );
      expect(served).to.equal(':3001\n:3002\n:3003\n');
      const killed = `for i in $(seq 40); do
        curl -sS -o /dev/null -w '%{http_code} ' -b /root/jar ${SITE}/administrar
        test $i != 9 || systemctl kill -s KILL aula-web@3002
      done`;
      expect(await admin.run(killed)).to.equal('200 '.repeat(40));
    });

    it('is there again after the machine was', async () => {
      await machine.reboot();
      await admin.eventually(`curl -fsS ${SITE}/salud`);
      expect(await admin.run('systemctl list-timers --no-pager')).to.include('aula-backup.timer');
      expect((await admin.ask(`-b /root/jar ${SITE}/administrar`)).status).to.equal(200);
    });

    it('moves to PostgreSQL', async () => {
      await admin.run(`
        bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
        install -d -o postgres /var/lib/postgresql/guide /run/postgresql
        cd /
        runuser -u postgres -- $bin/initdb -D /var/lib/postgresql/guide --auth-host=scram-sha-256 --auth-local=peer
        runuser -u postgres -- $bin/pg_ctl -D /var/lib/postgresql/guide -l /tmp/postgresql.log -w start`);
      await admin.follow('PostgreSQL', 0, (text) =>
        text
          .replace(/^apt-get.*\n/, 'cd /\n')
          .replace('runuser', "printf 'PASSWORD\\nPASSWORD\\n' | runuser"),
      );
      const { sessionSecret = '', dataKey = '' } = JSON.parse(
        String(safe.get('/root/aula-secrets.json')),
      ) as Record<string, string>;
      const added = admin
        .text('DATABASE_URL=')
        .replace('SESSION_SECRET=…', `SESSION_SECRET=${sessionSecret}`)
        .replace('DATA_KEY=…', `DATA_KEY=${dataKey}`);
      await admin.run('systemctl start aula-backup.service');
      appendFileSync(`${machine.root}/etc/aula/aula.env`, added);
      await admin.run('rm -r /var/lib/aula.before');
      put('/root/aula-backup.key');
      expect(await admin.follow('Restore in earnest')).to.include('Todo está bien.');
      await admin.eventually(`curl -fsS ${SITE}/salud`);
      await signIn();
      const figures = 'curl -fsS http://127.0.0.1:13001/metrics';
      await admin.eventually(`${figures} | grep 'engine="postgres"'`);
    });

    it('has no block that was neither run nor named with a reason', () => {
      expect(admin.left()).to.deep.equal(Object.keys(NOT_RUN));
    });

    const release = (version: string): string =>
      readFileSync(`${machine.root}/opt/aula/releases/0.1.0/package.json`, 'utf8').replace(
        '"version": "0.1.0"',
        `"version": "${version}"`,
      );
  },
);
