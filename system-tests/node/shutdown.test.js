// What clients see of an orderly stop: why, and each a delay of its own, so that not all return at once.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Client, serverPid } from './client.js';

test('is told when to come back, then closed with 1012', async (t) => {
  const clients = await Promise.all(Array.from({ length: 20 }, () => Client.connect()));
  t.after(() => clients.forEach((client) => client.close()));
  const welcomes = await Promise.all(clients.map((client) => client.receive('connection')));
  const { minMillis, maxMillis } = welcomes[0].data.reconnect;

  process.kill(serverPid, 'SIGTERM');

  // The server needs a moment to be back: clients that came earlier would only meet a closed port.
  const restart = 2000;
  const delays = new Set();
  for (const client of clients) {
    const { data } = await client.receive('reconnect');
    assert.ok(data.delayMillis >= restart + minMillis && data.delayMillis <= restart + maxMillis, data.delayMillis);
    delays.add(data.delayMillis);
    assert.deepEqual(await client.next(), { code: 1012, reason: data.reason });
  }
  assert.ok(delays.size > 10, `different delays: ${[...delays]}`);
});
