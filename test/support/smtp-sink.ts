import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface SmtpSink {
  url: string;
  /** What arrived, as it was sent: headers, an empty line, text. */
  letters: string[];
  /** While true every letter is refused for the moment. */
  busy: boolean;
  close(): Promise<void>;
}

/** A mail server on a free port that takes every letter and keeps it. */
export async function smtpSink(): Promise<SmtpSink> {
  const sockets = new Set<Socket>();
  const sink = { url: '', letters: [] as string[], busy: false, close: () => Promise.resolve() };
  const server = createServer((socket) => {
    sockets.add(socket.setEncoding('utf8'));
    let letter: string | null = null;
    const answer = (line: string): void => {
      if (letter !== null) {
        if (line !== '.') {
          letter += `${line.replace(/^\./, '')}\n`;
          return;
        }
        sink.letters.push(letter);
        letter = null;
        socket.write('250 kept\r\n');
      } else if (line === 'DATA') {
        letter = '';
        socket.write('354 go on\r\n');
      } else if (line === 'STARTTLS') {
        socket.write('502 not here\r\n');
      } else if (line === 'QUIT') {
        socket.end('221 bye\r\n');
      } else {
        socket.write(sink.busy && line.startsWith('MAIL') ? '451 later\r\n' : '250 ok\r\n');
      }
    };
    let rest = '';
    socket.write('220 sink\r\n');
    socket.on('data', (text: string) => {
      const lines = (rest + text).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(answer);
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  sink.url = `smtp://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  sink.close = () =>
    new Promise((closed) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => {
        closed();
      });
    });
  return sink;
}
