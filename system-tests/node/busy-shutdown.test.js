// serve --message-rate 0
// An orderly stop of clients that are just sending: what the server did not read any more must not
// cost them its last words.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Client, serverPid } from './client.js';

test('is told when to come back, then closed with 1012, while it sends', async (t) => {
  const clients = await Promise.all(Array.from({ length: 20 }, () => Client.connect()));
  await Promise.all(clients.map((client) => client.receive('connection')));
  // Nobody types, so nobody gets an answer.
  const send = (client) => {
    for (let i = 0; i < 20 && client.socket.readyState === 1; i++) {
      client.send('typing-stop');
    }
  };
  const sending = setInterval(() => clients.forEach(send), 1);
  t.after(() => {
    clearInterval(sending);
    clients.forEach((client) => client.close());
  });
  clients[0].send('heartbeat');
  await clients[0].receive('heartbeat-ack');

  process.kill(serverPid, 'SIGTERM');

  for (const client of clients) {
    await client.receive('reconnect');
    assert.equal((await client.next()).code, 1012);
  }
});
