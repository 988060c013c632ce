import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World, heard, outcome } from './fixtures/world.js';

/** @param {World} world @param {any} data */
const be = (world, data) => world.server.answers.set('system-health-request', () => ({ type: 'system-health', data }));
const looks = (/** @type {World} */ world) => world.server.all('system-health-request').length;

test('looks at the server from time to time while somebody listens', async () => {
  const world = new World();
  const { wire } = await world.page();
  await world.time.advance(100_000);
  assert.equal(looks(world), 0);

  const stop = wire.health.on('change', () => {});
  await world.time.advance(65_000);
  assert.equal(looks(world), 3);
  stop();
  await world.time.advance(300_000);

  assert.equal(looks(world), 3);
});

test('looks as often as the option says, however many listen', async () => {
  const world = new World();
  const { wire } = await world.page({ healthInterval: 5000 });
  wire.health.on('change', () => {});
  wire.health.on('report', () => {});

  await world.time.advance(20_100);

  assert.equal(looks(world), 5);
});

test('tells when the status changes, and of each look', async () => {
  const world = new World();
  const { wire } = await world.page();
  const [changes, reports] = [heard(wire.health, 'change'), heard(wire.health, 'report')];
  await world.time.advance(40_000);
  be(world, { status: 'degraded', reasons: ['The disk is full.'] });
  await world.time.advance(60_000);

  assert.deepEqual(changes.map(({ status }) => status), ['healthy', 'degraded']);
  assert.deepEqual(reports.map(({ status }) => status), ['healthy', 'healthy', 'degraded', 'degraded']);
  assert.deepEqual(wire.health.current, { status: 'degraded', reasons: ['The disk is full.'] });
});

test('is unreachable while there is no connection', async () => {
  const world = new World();
  const { wire } = await world.page();
  const changes = heard(wire.health, 'change');
  assert.deepEqual(wire.health.current, { status: 'unreachable' });
  await world.time.advance(100);

  world.server.connection.cut();
  await world.time.advance(5000);

  assert.deepEqual(changes.map(({ status }) => status), ['healthy', 'unreachable', 'healthy']);
});

test('keeps what is known where a look fails', async () => {
  const world = new World();
  const { wire } = await world.page();
  const changes = heard(wire.health, 'change');
  await world.time.advance(100);
  world.server.answers.set('system-health-request', ({ id }, connection) => world.server.refuse(connection, 'rate-limited', id) ?? false);

  await world.time.advance(100_000);

  assert.equal(changes.length, 1);
});

test('asks when told to', async () => {
  const world = new World();
  const { wire } = await world.page();
  be(world, { status: 'draining' });

  const became = outcome(wire.health.request());
  await world.time.advance(10);

  assert.deepEqual(became.value, { status: 'draining' });
  assert.deepEqual(wire.health.current, { status: 'draining' });
});

test('tells nothing twice while there is no connection', async () => {
  const world = new World();
  world.server.door = 'refuse';
  const { wire } = await world.page();
  const reports = heard(wire.health, 'report');

  await world.time.advance(100_000);

  assert.deepEqual(reports, []);
});
