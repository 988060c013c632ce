import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sentenceFor, verdictOn } from '../fundwire/close-codes.js';
import { World, heard } from './fixtures/world.js';

/** The table of docs/protocol.md, and the codes of RFC 6455 that it leaves out. */
const TABLE = {
  1000: 'over',
  1001: 'again',
  1002: 'over',
  1003: 'over',
  1005: 'again',
  1006: 'again',
  1007: 'over',
  1008: 'over',
  1009: 'over',
  1011: 'again',
  1012: 'again',
  1013: 'again',
  1015: 'again',
  4001: 'again',
  4002: 'again',
  4003: 'again',
  4401: 'token',
  4409: 'anew',
  4503: 'over',
  4510: 'over',
};

test('heeds each code of the protocol', () => {
  const verdicts = Object.keys(TABLE).map((code) => [code, verdictOn(Number(code))]);

  assert.deepEqual(Object.fromEntries(verdicts), TABLE);
});

test('comes back for unknown codes from 4000 to 4499, and stays away for those from 4500', () => {
  for (let code = 4000; code <= 4999; code++) {
    if (!(code in TABLE)) {
      assert.equal(verdictOn(code), code < 4500 ? 'again' : 'over', `${code}`);
    }
  }
});

test('has a sentence for each code', () => {
  for (const code of [...Object.keys(TABLE).map(Number), 4321]) {
    assert.match(sentenceFor(code), /^[A-Z].*\.$/);
  }
});

for (const [code, verdict] of Object.entries(TABLE)) {
  test(`${verdict === 'over' ? 'stays away' : 'comes back'} after a close with ${code}`, async () => {
    const world = new World();
    const { wire } = await world.page();
    const statuses = heard(wire, 'status');

    world.server.connection.close(Number(code));
    await world.time.advance(3_600_000);

    if (verdict === 'over') {
      assert.deepEqual(statuses, [{ state: 'closed', reason: sentenceFor(Number(code)), code: Number(code) }]);
      assert.equal(world.server.attempts.length, 1);
    } else {
      assert.deepEqual(statuses.map(({ state }) => state), ['reconnecting', 'connected']);
    }
  });
}

test('says why in the words of the server, which came before the close', async () => {
  const world = new World();
  const { wire } = await world.page();
  const { connection } = world.server;

  connection.say('error', { code: 'rate-limited', message: 'You said too much.' });
  connection.close(1008);
  await world.time.advance(10);

  assert.deepEqual(wire.status, { state: 'closed', reason: 'You said too much.', code: 1008 });
});

test('does not take an earlier error for why', async () => {
  const world = new World();
  const { wire } = await world.page();
  const { connection } = world.server;

  connection.say('error', { code: 'rate-limited', message: 'You said too much.' });
  connection.say('unread', { count: 1, version: 9 });
  connection.close(4510);
  await world.time.advance(10);

  assert.equal(/** @type {any} */ (wire.status).reason, 'An operator ended the connection.');
});

test('comes back when a server that restarts said, and says when', async () => {
  const world = new World();
  const { wire } = await world.page();
  const { connection } = world.server;

  connection.say('reconnect', { delayMillis: 7000, reason: 'The server is restarted.' });
  connection.close(1012);
  await world.time.advance(1);

  const at = world.time.now() + 7000;
  assert.deepEqual(wire.status, { state: 'reconnecting', at, attempt: 1, reason: 'The server is restarted.' });
  await world.time.advance(6999);
  assert.equal(world.server.attempts.length, 1);
  await world.time.advance(1);
  assert.equal(world.server.attempts.length, 2);
});
