import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World, heard } from './fixtures/world.js';

/** @param {{state: string}[]} statuses */
const states = (statuses) => statuses.map(({ state }) => state);

test('goes from connecting to connected, and says as whom', async () => {
  const world = new World();
  const { wire } = world.connect({ user: 'alice' });
  const statuses = heard(wire, 'status');

  assert.deepEqual(wire.status, { state: 'connecting' });
  await world.time.advance(100);

  assert.deepEqual(statuses, [{ state: 'connected', clientId: 'client_1', userId: 'alice', resumed: false }]);
  assert.deepEqual([wire.clientId, wire.userId, wire.features.includes('channels')], ['client_1', 'alice', true]);
});

test('tries for ever while the server is not to be had', async () => {
  const world = new World();
  world.server.door = 'refuse';
  const { wire } = await world.page();

  await world.time.advance(86_400_000);
  assert.ok(world.server.attempts.length > 86_400 / 31, `${world.server.attempts.length}`);
  assert.equal(wire.status.state, 'reconnecting');
  world.server.door = 'accept';
  await world.time.advance(30_300);

  assert.equal(wire.status.state, 'connected');
});

test('says when the next attempt is, and makes it then', async () => {
  const world = new World();
  world.server.door = 'refuse';
  const { wire } = await world.page();
  for (let attempt = 1; attempt < 10; attempt++) {
    const status = /** @type {any} */ (wire.status);
    assert.equal(status.attempt, attempt);
    assert.equal(status.reason, 'The connection was lost, or refused.');

    await world.time.advance(status.at - world.time.now() - 1);
    assert.equal(world.server.attempts.length, attempt);
    await world.time.advance(2);

    assert.equal(world.server.attempts.length, attempt + 1);
  }
});

test('connects anew with reconnect() after a close that is final', async () => {
  const world = new World();
  const { wire } = await world.page();
  world.server.connection.close(4510);
  await world.time.advance(100_000);
  assert.equal(wire.status.state, 'closed');

  wire.reconnect();
  await world.time.advance(10);

  assert.equal(wire.status.state, 'connected');
});

test('connects at once with reconnect() instead of waiting', async () => {
  const world = new World();
  world.server.door = 'refuse';
  const { wire } = await world.page();
  await world.time.advance(600_000);
  world.server.door = 'accept';

  wire.reconnect();
  await world.time.advance(10);

  assert.equal(wire.status.state, 'connected');
});

test('makes no second connection with reconnect() while there is one', async () => {
  const world = new World();
  const { wire } = await world.page();

  wire.reconnect();
  wire.reconnect();
  await world.time.advance(1000);

  assert.equal(world.server.attempts.length, 1);
});

test('says goodbye with close(), and leaves nothing behind', async () => {
  const world = new World();
  const { wire, tab } = await world.page();

  wire.close();
  await world.time.advance(3_600_000);

  assert.deepEqual(wire.status, { state: 'closed', reason: 'The page closed the connection.' });
  assert.deepEqual([world.server.connections.length, world.server.attempts.length, tab.listeners], [0, 1, 0]);
});

test('comes back as the same client with reconnect() after close()', async () => {
  const world = new World();
  const { wire } = await world.page();
  wire.close();
  await world.time.advance(1000);

  wire.reconnect();
  await world.time.advance(100);

  assert.deepEqual(wire.status, { state: 'connected', clientId: 'client_1', userId: 'client_1', resumed: true });
});

test('shows a fresh token at each attempt', async () => {
  const world = new World();
  world.server.authenticates = () => true;
  let count = 0;
  await world.page({ getToken: async () => `token ${++count}` });
  world.server.connection.close(4001);
  await world.time.advance(3000);

  assert.deepEqual(
    world.server.all('authenticate').map(({ data }) => data.token),
    ['token 1', 'token 2'],
  );
});

test('gives up when two tokens in a row are refused', async () => {
  const world = new World();
  world.server.authenticates = () => false;
  let count = 0;
  const { wire } = await world.page({ getToken: async () => `token ${++count}` });
  await world.time.advance(3_600_000);

  assert.deepEqual(wire.status, { state: 'closed', reason: 'It is unauthorized.', code: 4401 });
  assert.equal(count, 2);
});

test('does not give up when a token is refused now and then', async () => {
  const world = new World();
  let count = 0;
  world.server.authenticates = () => ++count % 2 === 0;
  const { wire } = await world.page({ getToken: async () => 'token' });
  for (let i = 0; i < 3; i++) {
    await world.time.advance(60_000);
    assert.equal(wire.status.state, 'connected');
    world.server.connection.close(4001);
  }
  await world.time.advance(60_000);

  assert.equal(wire.status.state, 'connected');
});

test('tries again when no token can be had, and says why', async () => {
  const world = new World();
  world.server.authenticates = () => true;
  let isOut = true;
  const { wire } = await world.page({
    getToken: async () => {
      if (isOut) {
        throw new Error('signed out');
      }
      return 'token';
    },
  });
  assert.equal(/** @type {any} */ (wire.status).reason, 'No token could be had: signed out');
  assert.equal(world.server.attempts.length, 0);
  isOut = false;
  await world.time.advance(2000);

  assert.equal(wire.status.state, 'connected');
});

test('tries again when getToken() throws at once, or never answers', async () => {
  for (const [getToken, reason] of /** @type {const} */ ([
    [() => new Promise(() => {}), 'getToken() took too long.'],
    [
      () => {
        throw new Error('no such thing');
      },
      'no such thing',
    ],
  ])) {
    const world = new World();
    const { wire } = await world.page({ getToken });

    await world.time.advance(30_100);

    assert.equal(wire.status.state, 'reconnecting');
    assert.equal(/** @type {any} */ (wire.status).reason, `No token could be had: ${reason}`);
  }
});

test('takes a token also from a getToken() that is not asynchronous', async () => {
  const world = new World();
  world.server.authenticates = (token) => token === 'plain';

  const { wire } = await world.page({ getToken: () => 'plain' });

  assert.equal(wire.status.state, 'connected');
});

test('does not connect when the token comes after close()', async () => {
  const world = new World();
  /** @type {(token: string) => void} */
  let give = () => {};
  const { wire } = await world.page({ getToken: () => new Promise((resolve) => (give = resolve)) });

  wire.close();
  give('token');
  await world.time.advance(100_000);

  assert.equal(world.server.attempts.length, 0);
});

test('is a new client, without token, when another connection goes on as the old one', async () => {
  const world = new World();
  const { wire } = await world.page();

  world.server.connection.fence();
  await world.time.advance(3000);

  assert.deepEqual(wire.status, { state: 'connected', clientId: 'client_2', userId: 'client_2', resumed: false });
  assert.equal(world.server.connection.resumes, false);
});

for (const event of /** @type {const} */ (['online', 'visibilitychange', 'pageshow'])) {
  test(`brings an attempt forward at ${event}, by a random time below a second`, async () => {
    const delays = [];
    for (let seed = 0; seed < 60; seed++) {
      const world = new World({ random: () => seed / 60 });
      const { tab } = await world.page();
      world.server.door = 'refuse';
      world.server.connection.cut();
      await world.time.advance(300_000 + seed * 1000);
      const { length } = world.server.attempts;
      const before = world.server.attempts.at(-1)?.startedAt ?? 0;
      const from = world.time.now();

      tab.tell(event);
      await world.time.advance(1000);

      if (world.server.attempts.length > length) {
        delays.push((world.server.attempts[length].startedAt ?? 0) - from);
      } else {
        assert.ok(from - before < 30_200);
      }
    }
    assert.ok(delays.length > 30, `${delays.length} were brought forward`);
    assert.ok(Math.max(...delays) < 1000 && Math.max(...delays) - Math.min(...delays) > 400, `${delays}`);
  });
}

test('does not hurry when the page is hidden', async () => {
  const world = new World({ random: () => 0.9 });
  const { tab } = await world.page();
  world.server.door = 'refuse';
  world.server.connection.cut();
  await world.time.advance(200_000);
  const { length } = world.server.attempts;
  const { startedAt } = world.server.attempts[length - 1];

  tab.hides();
  await world.time.advance(startedAt + 27_000 - world.time.now());

  assert.equal(world.server.attempts.length, length);
});

test('puts off no attempt that is due sooner', async () => {
  const world = new World({ random: () => 0.5 });
  const { wire, tab } = await world.page();
  world.server.connection.cut();
  await world.time.advance(1);
  const { at } = /** @type {any} */ (wire.status);
  await world.time.advance(at - 500 - world.time.now());

  tab.tell('online');
  tab.shows();
  await world.time.advance(505);

  assert.equal(world.server.attempts[1].startedAt, at);
});

test('does not stay away however often the page is shown', async () => {
  const world = new World({ random: () => 0.99 });
  const { wire, tab } = await world.page();
  world.server.connection.cut();

  for (let i = 0; i < 40; i++) {
    await world.time.advance(100);
    tab.tell('visibilitychange');
  }

  assert.equal(wire.status.state, 'connected');
});

test('says that there is no network, and tries seldom until there is', async () => {
  const world = new World();
  const { wire, tab } = await world.page();
  const statuses = heard(wire, 'status');
  world.server.door = 'refuse';
  world.server.connection.cut();
  await world.time.advance(10);

  tab.goesOffline();
  const { length } = world.server.attempts;
  await world.time.advance(29_990);
  assert.equal(world.server.attempts.length, length);
  await world.time.advance(270_010);
  assert.deepEqual(wire.status, { state: 'offline', reason: 'There is no network.' });
  const tried = world.server.attempts.length - length;
  assert.ok(tried >= 9 && tried <= 10, `${tried}`);
  world.server.door = 'accept';
  tab.goesOnline();
  await world.time.advance(1010);

  assert.equal(wire.status.state, 'connected');
  assert.ok(!states(statuses).includes('closed'));
});

test('stays connected when the browser is wrong about the network', async () => {
  const world = new World();
  const { wire, tab } = await world.page();

  tab.goesOffline();
  await world.time.advance(100_000);

  assert.equal(wire.status.state, 'connected');
});

test('finds within 5 s that the connection went with the network', async () => {
  const world = new World();
  const { wire, tab } = await world.page();
  world.server.connection.isSilent = true;

  tab.goesOffline();
  await world.time.advance(5010);

  assert.equal(wire.status.state, 'offline');
});

test('connects in a page that is loaded without a network as soon as there is one', async () => {
  const world = new World();
  const tab = world.browser.open();
  tab.isOnline = false;
  world.server.door = 'refuse';
  const { wire } = await world.page({}, tab);
  assert.equal(wire.status.state, 'offline');

  world.server.door = 'accept';
  tab.goesOnline();
  await world.time.advance(1010);

  assert.equal(wire.status.state, 'connected');
});

test('closes for good what does not speak the protocol', async () => {
  for (const text of ['hello', '[]', 'null', '{"type": 1}', '{']) {
    const world = new World();
    world.server.entered = (connection) => connection.sayText(text);

    const { wire } = await world.page();
    await world.time.advance(100_000);

    assert.equal(/** @type {any} */ (wire.status).reason, 'What answers there does not speak this protocol.', text);
    assert.equal(world.server.attempts.length, 1);
  }
});

test('tries again when a WebSocket cannot even be made', async () => {
  const world = new World();
  const tab = world.browser.open();
  const { WebSocket } = tab.environment;
  let isBroken = true;
  tab.environment.WebSocket = class extends WebSocket {
    /** @param {string} url */
    constructor(url) {
      if (isBroken) {
        throw new Error('SecurityError');
      }
      super(url);
    }
  };
  const { wire } = await world.page({}, tab);
  assert.equal(wire.status.state, 'reconnecting');
  isBroken = false;
  await world.time.advance(60_000);

  assert.equal(wire.status.state, 'connected');
});

test('tells each status once', async () => {
  const world = new World();
  const { wire } = await world.page();
  const { wire: other } = await world.page();
  const [mine, others] = [heard(wire, 'status'), heard(other, 'status')];

  world.server.connection.cut();
  await world.time.advance(5000);

  assert.deepEqual(states(mine), ['reconnecting', 'connected']);
  assert.deepEqual(others, mine);
});
