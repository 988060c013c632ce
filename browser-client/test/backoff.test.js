import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Backoff } from '../fundwire/backoff.js';
import { randomFrom } from './fixtures/random.js';
import { VirtualTime } from './fixtures/virtual-time.js';
import { World } from './fixtures/world.js';

const SEEDS = 500;

/**
 * What many clients do, each with random numbers of its own.
 *
 * @param {(backoff: Backoff, time: VirtualTime) => number | Promise<number>} act
 */
async function delays(act) {
  const all = [];
  for (let seed = 0; seed < SEEDS; seed++) {
    const time = new VirtualTime();
    all.push(await act(new Backoff({ now: time.now, random: randomFrom(seed) }, 500), time));
  }
  return { min: Math.min(...all), max: Math.max(...all), mean: all.reduce((a, b) => a + b) / SEEDS };
}

/** @param {Backoff} backoff @param {number} attempts */
function failing(backoff, attempts) {
  for (let i = 1; i < attempts; i++) {
    backoff.next();
  }
  return backoff.next();
}

test('spreads first attempts over the window that the server named', async () => {
  const { min, max, mean } = await delays((backoff) => {
    backoff.connected({ minMillis: 1000, maxMillis: 9000 });
    return backoff.next();
  });

  assert.ok(min >= 1000 && min < 1100, `${min}`);
  assert.ok(max <= 9000 && max > 8900, `${max}`);
  assert.ok(mean > 4600 && mean < 5400, `${mean}`);
});

test('spreads first attempts over two seconds if no server named a window', async () => {
  const { min, max } = await delays((backoff) => backoff.next());

  assert.ok(min >= 200 && max <= 2000 && max > 1900, `${min} to ${max}`);
});

test('comes back exactly when a server that stops said', async () => {
  const { min, max } = await delays((backoff) => {
    backoff.connected();
    return backoff.next(4321);
  });

  assert.deepEqual([min, max], [4321, 4321]);
});

test('waits no shorter than was announced, and longer after failed attempts', async () => {
  const { min, max } = await delays((backoff) => {
    failing(backoff, 6);
    return backoff.next(5000);
  });

  assert.ok(min >= 5000 && max > 25_000, `${min} to ${max}`);
});

test('waits a random time, at least 200 ms, below a limit that doubles until it is 30 s', async () => {
  for (const attempt of [2, 3, 4, 5, 6, 7, 8, 20, 5000]) {
    const limit = Math.min(30_000, 500 * 2 ** (attempt - 1));

    const { min, max, mean } = await delays((backoff) => failing(backoff, attempt));

    assert.ok(min >= 200 && min < 200 + limit / 20, `attempt ${attempt}: from ${min}`);
    assert.ok(max <= 200 + limit && max > limit * 0.95, `attempt ${attempt}: to ${max}`);
    assert.ok(Math.abs(mean - 200 - limit / 2) < limit / 15, `attempt ${attempt}: about ${mean}`);
  }
});

test('begins anew after a connection of 30 s', async () => {
  const { max } = await delays(async (backoff, time) => {
    failing(backoff, 10);
    backoff.connected();
    await time.advance(30_000);
    return backoff.next();
  });

  assert.ok(max <= 2000, `${max}`);
});

test('grows again when the server does not come back after a connection that lasted', async () => {
  const { max } = await delays(async (backoff, time) => {
    backoff.connected();
    await time.advance(30_000);
    return failing(backoff, 8);
  });

  assert.ok(max > 25_000, `${max}`);
});

test('goes on growing after a connection of less', async () => {
  const { max } = await delays(async (backoff, time) => {
    failing(backoff, 10);
    backoff.connected();
    await time.advance(29_999);
    return backoff.next();
  });

  assert.ok(max > 25_000, `${max}`);
});

test('asks a server that takes clients in and drops them ever more seldom', async () => {
  const world = new World();
  world.server.entered = (connection) => connection.close(1011);

  world.connect();
  await world.time.advance(60_000);
  const inFirstMinute = world.server.attempts.length;
  await world.time.advance(3_600_000);

  assert.ok(inFirstMinute >= 4 && inFirstMinute < 20, `${inFirstMinute}`);
  const inHour = world.server.attempts.length - inFirstMinute;
  assert.ok(inHour > 120 && inHour < 500, `${inHour}`);
});

test('asks a server that welcomes clients and drops them ever more seldom', async () => {
  const world = new World();
  world.server.answers.set('heartbeat', (_, connection) => connection.close(1011) ?? false);

  world.connect();
  await world.time.advance(3_600_000);

  assert.ok(world.server.attempts.length < 500, `${world.server.attempts.length}`);
});

test('grows from the interval that the option names', async () => {
  const world = new World();
  world.server.door = 'refuse';

  world.connect({ reconnectInterval: 20_000 });
  await world.time.advance(600_000);

  assert.ok(world.server.attempts.length < 70, `${world.server.attempts.length}`);
});
