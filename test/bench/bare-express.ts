import express from 'express';
import { text } from 'node:stream/consumers';

/** The least that Express can do: sends each text of standard input at its path. */
const pages = JSON.parse(await text(process.stdin)) as Record<string, string>;
const app = express();
for (const [path, html] of Object.entries(pages)) {
  app.get(path, (_request, response) => {
    response.type('html').send(html);
  });
}
const port = Number(process.env['PORT']);
app.listen(port, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${String(port)}\n`);
});
