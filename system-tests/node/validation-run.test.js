// What the first server was validated with. ValidationRunTest is the same for the JDK's client.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Client, publish } from './client.js';

test('passes the first server\'s validation', async (t) => {
  const first = await Client.connect();
  const second = await Client.connect();
  const third = await Client.connect();
  t.after(() => [first, second, third].forEach((client) => client.close()));

  const welcome = await first.receive('connection');
  const clientId = welcome.data.clientId;
  assert.match(clientId, /^client_\d+_[0-9a-z]{13}$/);
  assert.equal(welcome.clientId, clientId);
  assert.ok(Math.abs(Date.parse(welcome.data.serverTime) - Date.now()) < 3_600_000);
  for (const feature of ['heartbeat', 'notifications', 'typing-indicators', 'system-health']) {
    assert.ok(welcome.data.features.includes(feature), feature);
  }
  assert.notEqual((await second.receive('connection')).data.clientId, clientId);
  await third.receive('connection');

  // As the first front end wrote its messages: a time stamp, its client id, no id.
  const envelope = { timestamp: new Date().toISOString(), clientId };
  first.send('heartbeat', {}, envelope);
  const ack = await first.receive('heartbeat-ack');
  assert.ok(!Number.isNaN(Date.parse(ack.data.serverTime)));

  first.send('system-health-request', {}, envelope);
  const { data: health } = await first.receive('system-health');
  assert.equal(health.status, 'healthy');
  assert.equal(health.connectedClients, 3);
  assert.equal(health.messagesReceived, 2);
  assert.equal(typeof health.messagesSent, 'number');
  assert.equal(typeof health.uptime, 'number');

  first.send('typing-start', { conversationId: 'lobby' }, envelope);
  const typing = await second.receive('typing-start');
  assert.equal(typing.clientId, clientId);
  assert.deepEqual(typing.data.typing, [clientId]);
  first.send('typing-stop', { conversationId: 'lobby' }, envelope);
  assert.deepEqual((await second.receive('typing-stop')).data.typing, []);

  const published = await publish({ title: 'Report', body: 'It is ready.' });
  assert.equal(published.status, 202);
  const { data: notification } = await first.receive('notification');
  assert.equal(notification.notificationId, published.body.notificationId);
  assert.equal(notification.title, 'Report');

  first.send('notification-ack', { notificationId: notification.notificationId }, envelope);
  const acked = await first.receive('notification-acked');
  assert.equal(acked.data.notificationId, notification.notificationId);
  assert.equal(acked.data.status, 'read');
});
