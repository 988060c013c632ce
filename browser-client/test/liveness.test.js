import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Chance, withSeeds } from './fixtures/random.js';
import { World, heard } from './fixtures/world.js';

test('finds within 75 s that the server is gone', () =>
  withSeeds(100, async (seed) => {
    const world = new World({ delay: () => 50 });
    const { wire } = await world.page();
    await world.time.advance(new Chance(seed).below(120_000));
    const statuses = heard(wire, 'status');

    world.server.connection.isSilent = true;
    await world.time.advance(75_000);

    assert.ok(statuses.length > 0, 'is thought to be there');
  }));

test('finds within 150 s that the server is gone where timers run once a minute', () =>
  withSeeds(200, async (seed) => {
    const chance = new Chance(seed);
    const world = new World({ delay: () => 50 });
    await world.time.advance(chance.below(60_000));
    const { wire, tab } = await world.page();
    await world.time.advance(chance.below(60_000));
    tab.hides();
    tab.isThrottled = true;
    await world.time.advance(chance.below(300_000));
    assert.equal(world.server.attempts.length, 1);
    const statuses = heard(wire, 'status');

    world.server.connection.isSilent = true;
    await world.time.advance(150_000);

    assert.ok(statuses.length > 0, 'is thought to be there');
  }));

test('keeps a quiet connection, also where timers run once a minute', async () => {
  const world = new World();
  const { tab } = await world.page();
  await world.time.advance(3_600_000);

  tab.hides();
  tab.isThrottled = true;
  await world.time.advance(3_600_000);

  assert.equal(world.server.attempts.length, 1);
});

test('does not take a machine that slept for a dead server', async () => {
  for (const asleep of [70_000, 120_000, 28_800_000]) {
    const world = new World();
    const { wire } = await world.page();
    await world.time.advance(29_990);

    await world.time.sleep(asleep);
    await world.time.advance(10_000);

    assert.equal(world.server.attempts.length, 1, `${asleep}`);
    assert.equal(wire.status.state, 'connected');
  }
});

test('asks once more after a machine slept while it waited for an answer', async () => {
  const world = new World();
  const { wire } = await world.page();
  const { connection } = world.server;
  connection.isSilent = true;
  await world.time.advance(30_000);

  await world.time.sleep(28_800_000);
  connection.isSilent = false;
  await world.time.advance(10_000);

  assert.equal(wire.status.state, 'connected');
  assert.equal(world.server.attempts.length, 1);
});

test('finds within half a minute after a machine slept that the connection is gone', async () => {
  const world = new World();
  const { wire } = await world.page();
  await world.time.advance(29_990);
  world.server.connection.isSilent = true;

  await world.time.sleep(28_800_000);
  await world.time.advance(30_000);

  assert.equal(wire.status.state, 'reconnecting');
});

test('takes any message for a sign of life', async () => {
  const world = new World();
  const { wire } = await world.page();
  world.server.answers.set('heartbeat', () => false);

  for (let i = 1; i < 20; i++) {
    await world.time.advance(20_000);
    world.server.connection.say('unread', { count: i, version: 100 + i });
  }

  assert.equal(wire.status.state, 'connected');
  assert.equal(world.server.attempts.length, 1);
});

test('looks after the server when the page is shown, and gives it up within 5 s', async () => {
  const world = new World();
  const { wire, tab } = await world.page();
  world.server.connection.isSilent = true;
  tab.hides();

  tab.shows();
  await world.time.advance(5010);

  assert.equal(wire.status.state, 'reconnecting');
  assert.equal(/** @type {any} */ (wire.status).reason, 'The server does not answer any more.');
});

test('beats as often as the server asks, and at least each 30 s', async () => {
  for (const [asked, wanted, beats] of /** @type {const} */ ([
    [10_000, undefined, 7],
    [30_000, undefined, 3],
    [300_000, undefined, 3],
    [30_000, 5000, 13],
  ])) {
    const world = new World();
    world.server.welcome = { heartbeatInterval: asked };

    await world.page({ heartbeatInterval: wanted });
    await world.time.advance(60_000);

    assert.equal(world.server.all('heartbeat').length, beats, `${asked} ${wanted}`);
  }
});

test('gives up an attempt that nobody answers', async () => {
  const world = new World();
  world.server.door = 'hang';
  const { wire } = world.connect();

  await world.time.advance(15_100);

  assert.equal(/** @type {any} */ (wire.status).reason, 'The server did not answer in time.');
});

test('says how long the server takes to answer', async () => {
  let delay = 20;
  const world = new World({ delay: () => delay });
  const { wire } = world.connect();
  const latencies = heard(wire, 'latency');
  assert.equal(wire.latency, undefined);

  await world.time.advance(1000);
  assert.deepEqual(wire.latency, { last: 40, p50: 40 });
  delay = 50;
  await world.time.advance(30_000);
  assert.deepEqual(wire.latency, { last: 100, p50: 40 });
  await world.time.advance(30_000);

  assert.deepEqual(wire.latency, { last: 100, p50: 100 });
  assert.equal(latencies.length, 3);
});

test('forgets latencies of more than ten minutes ago', async () => {
  let delay = 500;
  const world = new World({ delay: () => delay });
  const { wire } = await world.page();
  await world.time.advance(300_000);
  delay = 5;

  await world.time.advance(620_000);

  assert.deepEqual(wire.latency, { last: 10, p50: 10 });
});
