// serve --heartbeat-interval 1s
// A client that does not even answer pings is taken for dead; one that does is not.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Client } from './client.js';

test('closes a silent client with 4001 and keeps one that answers pings', async (t) => {
  const dead = await Client.connect('', { autoPong: false });
  const alive = await Client.connect();
  t.after(() => [dead, alive].forEach((client) => client.close()));
  let pings = 0;
  dead.socket.on('ping', () => pings++);
  await dead.receive('connection');
  await alive.receive('connection');

  const { data: error } = await dead.receive('error');
  assert.equal(error.code, 'unavailable');
  const { code, reason } = await dead.next();
  assert.equal(code, 4001);
  assert.equal(reason, error.message);
  assert.ok(pings > 0, 'it was asked for a sign of life');

  alive.send('heartbeat');
  await alive.receive('heartbeat-ack');
});
