import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { restingThread } from '../../src/lib/thread.ts';

const ECHO = `const { parentPort } = require('node:worker_threads');
  parentPort.on('message', (said) => { if (said === 'die') process.exit(3); parentPort.postMessage(said); });`;

describe('a thread that rests', () => {
  const begun: Worker[] = [];
  const lost: string[] = [];
  const thread = restingThread(
    () => {
      const worker = new Worker(ECHO, { eval: true });
      begun.push(worker);
      return worker;
    },
    ({ message }) => lost.push(message),
    1,
  );
  const answer = async (): Promise<unknown> => {
    const worker = thread.wake();
    worker.postMessage('hello');
    const [said] = (await once(worker, 'message')) as unknown[];
    return said;
  };
  after(() => {
    thread.end();
  });

  it('is one for all that is asked of it, ends after a rest, and another begins when it is needed again', async () => {
    expect([await answer(), await answer()]).to.deep.equal(['hello', 'hello']);
    expect(begun).to.have.length(1);
    thread.rest();
    await once(begun[0] ?? thread.wake(), 'exit');
    expect(await answer()).to.equal('hello');
    expect([begun.length, lost]).to.deep.equal([2, []]);
  });

  it('tells when it ended by itself, once, and begins anew', async () => {
    const worker = thread.wake();
    worker.postMessage('die');
    await once(worker, 'exit');
    expect(lost).to.have.length(1);
    expect(await answer()).to.equal('hello');
    expect([begun.length, lost.length]).to.deep.equal([3, 1]);
  });

  it('does not end while something new is asked of it', async () => {
    thread.rest();
    const worker = thread.wake();
    await new Promise((later) => setTimeout(later, 20));
    expect(thread.wake()).to.equal(worker);
  });
});
