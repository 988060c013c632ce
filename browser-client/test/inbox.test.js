import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World, heard, outcome } from './fixtures/world.js';

const ids = (/** @type {any[]} */ all) => all.map(({ notificationId }) => notificationId);

/** @param {any} [options] */
async function inbox(options) {
  const world = new World();
  const { wire, tab } = await world.page(options);
  const announced = heard(wire.notifications, 'notification');
  return { world, wire, tab, notifications: wire.notifications, announced };
}

/** @param {World} world @param {string[]} all */
async function notify(world, ...all) {
  all.forEach((notificationId) => world.server.notify({ notificationId }));
  await world.time.advance(10);
}

test('announces each notification once, however often it is delivered', async () => {
  const { world, announced, notifications } = await inbox();
  await notify(world, 'n1', 'n2');

  world.server.connection.cut();
  await world.time.advance(2100);
  world.server.connection.say('notification', { notificationId: 'n1', createdAt: '…', redelivered: true });
  await world.time.advance(10);

  assert.deepEqual(ids(announced), ['n1', 'n2']);
  assert.deepEqual(ids(notifications.items), ['n1', 'n2']);
});

test('has the fields of the protocol, and what can be done about it', async () => {
  const { world, announced } = await inbox();
  const actions = [{ id: 'approve', label: 'Approve' }];
  world.server.notify({ notificationId: 'n1', title: 'Approve?', actions, payload: { order: 4711 } });
  await world.time.advance(10);

  const [{ title, payload, received, read, dismiss, act }] = announced;
  assert.deepEqual([title, payload], ['Approve?', { order: 4711 }]);
  assert.ok([received, read, dismiss, act].every((method) => typeof method === 'function'));
});

test('says what the user did', async () => {
  const { world, announced } = await inbox();
  await notify(world, 'n1', 'n2', 'n3', 'n4');
  const [one, two, three, four] = announced;

  const became = [one.received(), two.read(), three.dismiss(), four.act('approve')].map(outcome);
  await world.time.advance(10);

  const said = world.server.all('notification-ack').map(({ data: { status, actionId } }) => [status, actionId]);
  assert.deepEqual(said, [['received', undefined], ['read', undefined], ['dismissed', undefined], ['read', 'approve']]);
  assert.deepEqual(became.map(({ value }) => value.status), ['received', 'read', 'dismissed', 'read']);
});

test('keeps what was received open, and nothing that was read or dismissed', async () => {
  const { world, notifications, announced } = await inbox();
  const changes = heard(notifications, 'change');
  await notify(world, 'n1', 'n2', 'n3');
  const [one, two, three] = announced;
  one.received();
  two.read();
  three.dismiss();

  await world.time.advance(10);

  assert.deepEqual(ids(notifications.items), ['n1']);
  assert.deepEqual(changes.map(ids), [['n1'], ['n1', 'n2'], ['n1', 'n2', 'n3'], ['n1', 'n3'], ['n1']]);
});

test('has the same array until something changes', async () => {
  const { world, notifications, announced } = await inbox();
  await notify(world, 'n1', 'n2');
  const { items } = notifications;
  assert.equal(notifications.items, items);

  announced[0].read();
  await world.time.advance(10);

  assert.notEqual(notifications.items, items);
  assert.deepEqual(ids(items), ['n1', 'n2']);
});

test('announces to the first who listens what came before', async () => {
  const world = new World();
  const { wire } = await world.page();
  await notify(world, 'n1', 'n2', 'n3');
  world.server.withdraw('n2');
  await world.time.advance(10);

  const first = heard(wire.notifications, 'notification');
  const second = heard(wire.notifications, 'notification');
  await world.time.advance(10);

  assert.deepEqual([ids(first), ids(second)], [['n1', 'n3'], ['n1', 'n3']]);
  const third = heard(wire.notifications, 'notification');
  await world.time.advance(10);
  assert.deepEqual(third, []);
});

test('takes one away when it expires', async () => {
  const { world, notifications } = await inbox();
  const at = (/** @type {number} */ millis) => new Date(world.time.now() + millis).toISOString();
  world.server.notify({ notificationId: 'soon', expiresAt: at(1000) });
  world.server.notify({ notificationId: 'later', expiresAt: at(5000) });
  world.server.notify({ notificationId: 'in a year', expiresAt: at(365 * 86_400_000) });
  world.server.notify({ notificationId: 'never' });
  await world.time.advance(900);
  assert.equal(notifications.items.length, 4);

  await world.time.advance(200);
  assert.deepEqual(ids(notifications.items), ['later', 'in a year', 'never']);
  await world.time.advance(4000);
  assert.deepEqual(ids(notifications.items), ['in a year', 'never']);
});

test('waits no longer than a timer can', async () => {
  const world = new World();
  const tab = world.browser.open();
  const { startTimer } = tab.environment;
  tab.environment.startTimer = (/** @type {() => void} */ run, /** @type {number} */ millis) =>
    startTimer(run, millis > 2 ** 31 - 1 ? 0 : millis);
  const { wire } = await world.page({}, tab);
  world.server.notify({ notificationId: 'n1', expiresAt: new Date(world.time.now() + 30 * 86_400_000).toISOString() });

  await world.time.advance(10);

  assert.equal(wire.notifications.items.length, 1);
});

test('does not announce what expired before anybody listened', async () => {
  const world = new World();
  const { wire } = await world.page();
  world.server.notify({ notificationId: 'n1', expiresAt: new Date(world.time.now() + 1000).toISOString() });
  await world.time.advance(2000);

  const announced = heard(wire.notifications, 'notification');
  await world.time.advance(10);

  assert.deepEqual(announced, []);
});

test('hears what the user did elsewhere', async () => {
  const { world, notifications } = await inbox();
  const acknowledged = heard(notifications, 'acknowledged');
  await notify(world, 'n1');

  world.server.connection.say('notification-acked', { notificationId: 'n1', status: 'read', actionId: 'approve' });
  await world.time.advance(10);

  assert.deepEqual(acknowledged, [{ notificationId: 'n1', status: 'read', actionId: 'approve' }]);
  assert.deepEqual(notifications.items, []);
});

test('takes one away that its publisher took back', async () => {
  const { world, notifications } = await inbox();
  const withdrawn = heard(notifications, 'withdrawn');
  await notify(world, 'n1', 'n2');

  world.server.withdraw('n1');
  await world.time.advance(10);

  assert.deepEqual(withdrawn, [{ notificationId: 'n1' }]);
  assert.deepEqual(ids(notifications.items), ['n2']);
});

test('counts what is unread as the server does, whose newest word holds', async () => {
  const { world, notifications } = await inbox();
  const counts = heard(notifications, 'unread');
  await notify(world, 'n1', 'n2');
  const { connection } = world.server;

  connection.say('unread', { count: 7, version: 99 });
  connection.say('unread', { count: 3, version: 98 });
  connection.say('unread', { count: 7, version: 100 });
  await world.time.advance(10);

  assert.deepEqual(counts, [1, 2, 7]);
  assert.equal(notifications.unread, 7);
});

test('counts anew after a restart of the server', async () => {
  const { world, notifications } = await inbox();
  world.server.connection.say('unread', { count: 7, version: 1_000_000 });
  await world.time.advance(10);
  world.server.forgetVersions();

  world.server.connection.cut();
  await world.time.advance(2100);

  assert.equal(notifications.unread, 0);
});

test('finds out what ended while there was no connection', async () => {
  const { world, notifications, wire } = await inbox();
  await notify(world, 'n1', 'n2', 'n3', 'n4');
  wire.notifications.acknowledge('n4', 'received');
  await world.time.advance(10);
  const changes = heard(notifications, 'change');
  world.server.door = 'refuse';
  world.server.connection.cut();
  await world.time.advance(10);
  world.server.withdraw('n1');
  world.server.notifications.get('n2').status = 'read';

  world.server.door = 'accept';
  await world.time.advance(60_000);

  assert.deepEqual(ids(notifications.items), ['n3', 'n4']);
  assert.deepEqual(ids(changes.at(-1)), ['n3', 'n4']);
});

test('asks again what ended where the server cannot say', async () => {
  const { world, notifications } = await inbox();
  await notify(world, 'n1', 'n2');
  world.server.connection.cut();
  world.server.notifications.get('n1').status = 'read';
  const { answers } = world.server;
  answers.set('notifications-request', ({ id }, connection) => world.server.refuse(connection, 'unavailable', id) ?? false);
  await world.time.advance(60_000);
  const asked = world.server.all('notifications-request').length;
  assert.ok(asked > 5 && asked < 15, `${asked}`);

  answers.clear();
  await world.time.advance(5010);

  assert.deepEqual(ids(notifications.items), ['n2']);
});

test('finds out what ended among very many', async () => {
  const { world, notifications } = await inbox();
  await notify(world, ...Array.from({ length: 350 }, (_, i) => `n${i}`));
  world.server.connection.cut();
  world.server.notifications.get('n3').status = 'read';
  world.server.notifications.get('n300').status = 'dismissed';

  await world.time.advance(3000);

  assert.equal(notifications.items.length, 348);
  assert.equal(world.server.all('notifications-request').length, 4);
});

test('has nothing of the user before where the client comes back as another one', async () => {
  const { world, notifications } = await inbox();
  await notify(world, 'n1');
  assert.equal(notifications.unread, 1);
  world.server.forgetTokens();
  world.server.notifications.clear();

  world.server.connection.cut();
  await world.time.advance(2100);

  assert.deepEqual(notifications.items, []);
  assert.equal(notifications.unread, 0);
});

test('counts nothing of the user before where the server says nothing of that to a new one', async () => {
  const { world, notifications, wire } = await inbox();
  await notify(world, 'n1');
  const { say } = Object.getPrototypeOf(world.server.connection);
  world.server.forgetTokens();
  world.server.notifications.clear();
  world.server.connection.cut();
  await world.time.advance(1);
  const { entered } = world.server;
  world.server.entered = function (/** @type {any} */ connection) {
    connection.say = function (/** @type {string} */ type, /** @type {any} */ data, /** @type {any} */ replyTo) {
      return type === 'unread' ? undefined : say.call(this, type, data, replyTo);
    };
    entered.call(this, connection);
  };

  await world.time.advance(2100);

  assert.equal(wire.clientId, 'client_2');
  assert.equal(notifications.unread, 0);
});

test('gives a tab that comes later what is open, and how much is unread', async () => {
  const world = new World({ tabDelay: () => 3 });
  const { wire } = await world.page();
  await notify(world, 'n1', 'n2', 'n3');
  wire.notifications.acknowledge('n2');
  await world.time.advance(10);

  const { wire: later } = await world.page();
  const announced = heard(later.notifications, 'notification');
  await world.time.advance(10);

  assert.deepEqual(ids(announced), ['n1', 'n3']);
  assert.equal(later.notifications.unread, 2);
  announced[0].read();
  await world.time.advance(10);
  assert.deepEqual([wire, later].map(({ notifications }) => ids(notifications.items)), [['n3'], ['n3']]);
});

test('reads the inbox back a page at a time', async () => {
  const { world, notifications } = await inbox();
  await notify(world, 'n1', 'n2', 'n3');

  const page = outcome(notifications.list({ limit: 2 }));
  await world.time.advance(10);
  const next = outcome(notifications.list({ limit: 2, before: page.value.next }));
  await world.time.advance(10);

  assert.deepEqual([ids(page.value.items), ids(next.value.items)], [['n3', 'n2'], ['n1']]);
  assert.deepEqual([page.value.unread, next.value.next], [3, undefined]);
  const became = outcome(next.value.items[0].read());
  await world.time.advance(10);
  assert.equal(became.value.notificationId, 'n1');
});

test('reads all that are open', async () => {
  const { world, notifications } = await inbox();
  await notify(world, 'n1', 'n2', 'n3');

  const became = outcome(notifications.readAll());
  await world.time.advance(10);

  assert.equal(became.state, 'kept');
  assert.deepEqual([notifications.items, notifications.unread], [[], 0]);
});

test('keeps the newest thousand', async () => {
  const { world, notifications, announced } = await inbox();

  await notify(world, ...Array.from({ length: 1005 }, (_, i) => `n${i}`));

  assert.deepEqual([notifications.items.length, notifications.items[0].notificationId], [1000, 'n5']);
  assert.equal(announced.length, 1005);
});

test('announces nothing where notifications are switched off', async () => {
  const { world, announced, notifications } = await inbox({ enableNotifications: false });
  const all = ['change', 'unread', 'withdrawn', 'acknowledged'].map((event) => heard(notifications, event));
  await notify(world, 'n1');
  world.server.withdraw('n1');
  await world.time.advance(10);

  assert.deepEqual([announced, ...all], [[], [], [], [], []]);
});
