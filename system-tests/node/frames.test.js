// How messages and control frames travel, by a client that can send what others hide.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Client } from './client.js';

async function connected(t, options) {
  const client = await Client.connect('', options);
  t.after(() => client.close());
  await client.receive('connection');
  return client;
}

test('takes a message in fragments, with a ping between them', async (t) => {
  const client = await connected(t);

  client.socket.send('{"type":"heart', { fin: false });
  client.socket.ping('are you there?');
  client.socket.send('beat","id":', { fin: false });
  client.socket.send('"whole"}', { fin: true });

  assert.deepEqual(await client.next(), { pong: 'are you there?' });
  assert.equal((await client.receive('heartbeat-ack')).replyTo, 'whole');
});

test('takes text in any script', async (t) => {
  const client = await connected(t);

  client.send('heartbeat', {}, { id: 'žluťoučký 🐎 馬' });

  assert.equal((await client.receive('heartbeat-ack')).replyTo, 'žluťoučký 🐎 馬');
});

test('declines compression, which ws offers', async (t) => {
  const client = await connected(t, { perMessageDeflate: true });

  assert.equal(client.socket.extensions, '');
});

test('closes with 1003 for binary frames, after an error that says so', async (t) => {
  const client = await connected(t);

  client.socket.send(Buffer.from([1, 2, 3]));

  assert.equal((await client.receive('error')).data.code, 'invalid-message');
  assert.equal((await client.next()).code, 1003);
});

test('takes the largest message and closes with 1009 for a larger one', async (t) => {
  const client = await connected(t);
  const message = (bytes) => {
    const empty = JSON.stringify({ type: 'heartbeat', data: { filler: '' } });
    return empty.replace('""', `"${'x'.repeat(bytes - empty.length)}"`);
  };

  client.socket.send(message(16_384));
  await client.receive('heartbeat-ack');

  client.socket.send(message(16_385));
  assert.equal((await client.receive('error')).data.code, 'too-large');
  assert.equal((await client.next()).code, 1009);
});

test('closes with 1007 for text that is not UTF-8', async (t) => {
  const client = await connected(t);

  client.socket.send(Buffer.from([0x22, 0xff, 0x22]), { binary: false });

  assert.equal((await client.next()).code, 1007);
});

test('answers a goodbye with the same code', async (t) => {
  const client = await connected(t);

  client.socket.close(1000, 'enough for today');

  assert.equal((await client.next()).code, 1000);
});
