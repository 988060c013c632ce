import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FundwireError } from '../fundwire.js';
import { World, heard, outcome } from './fixtures/world.js';

const noAnswer = () => false;

/** @param {{state: string, error?: any}} became */
const code = (became) => (became.state === 'broken' ? became.error.code : became.state);

/** @param {any} options */
async function offline(options = {}) {
  const world = new World();
  world.server.door = 'refuse';
  const page = await world.page(options);
  return { world, ...page };
}

/** @param {World} world */
async function online(world) {
  world.server.door = 'accept';
  await world.time.advance(30_300);
}

test('gives back the answer', async () => {
  const world = new World();
  const { wire } = await world.page();

  const became = outcome(wire.request('system-health-request'));
  await world.time.advance(10);

  assert.equal(became.value.type, 'system-health');
  assert.equal(became.value.data.status, 'healthy');
});

test('is refused with the error of the server', async () => {
  const world = new World();
  const { wire } = await world.page();

  const became = outcome(wire.request('no-such-thing'));
  await world.time.advance(10);

  assert.ok(became.error instanceof FundwireError);
  assert.deepEqual([became.error.code, became.error.message], ['unknown-type', 'It is unknown-type.']);
});

test('tells errors that answer nothing, and no others', async () => {
  const world = new World();
  const { wire } = await world.page();
  const errors = heard(wire, 'error');

  wire.request('no-such-thing').catch(() => {});
  wire.send('no-such-thing');
  await world.time.advance(10);

  assert.deepEqual(errors.map((error) => error.code), ['unknown-type']);
});

test('times out after the time that the call names, or the option, or 10 s', async () => {
  for (const [option, call, millis] of /** @type {const} */ ([
    [undefined, undefined, 10_000],
    [3000, undefined, 3000],
    [3000, 500, 500],
  ])) {
    const world = new World();
    world.server.answers.set('system-health-request', noAnswer);
    const { wire } = await world.page({ timeout: option });

    const became = outcome(wire.request('system-health-request', {}, { timeout: call }));
    await world.time.advance(millis - 1);
    assert.equal(became.state, 'open');
    await world.time.advance(1);

    assert.equal(became.error.code, 'timeout');
    assert.equal(became.error.message, `There was no answer to system-health-request within ${millis} ms.`);
  }
});

test('times out also where there is no connection', async () => {
  const { world, wire } = await offline();

  const became = outcome(wire.request('system-health-request', {}, { timeout: 1000 }));
  await world.time.advance(1000);

  assert.equal(code(became), 'timeout');
});

test('asks when there is a connection, and again over the next one', async () => {
  const { world, wire } = await offline();
  world.server.answers.set('presence-request', noAnswer);
  const became = outcome(wire.channel('job:1').presence());
  const other = outcome(wire.request('presence-request', { channel: 'job:1' }, { timeout: 100_000, repeat: true }));
  await online(world);
  world.server.answers.set('presence-request', () => ({ type: 'presence', data: { count: 7, members: [] } }));
  world.server.connection.cut();
  await world.time.advance(10_000);

  assert.equal(code(became), 'timeout');
  assert.deepEqual(other.value.data, { count: 7, members: [] });
});

test('sends a request of the page once, and says when it is not known whether it came', async () => {
  const { world, wire } = await offline();
  world.server.answers.set('order-place', noAnswer);
  const placed = outcome(wire.request('order-place', { shares: 30 }, { timeout: 100_000 }));
  await online(world);
  assert.equal(placed.state, 'open');

  world.server.connection.cut();
  await world.time.advance(10_000);

  assert.equal(code(placed), 'uncertain');
  assert.equal(world.server.received.filter(({ type }) => type === 'order-place').length, 1);
});

test('sends what a message was when it was said, whatever becomes of the object', async () => {
  const { world, wire } = await offline();
  const form = { text: 'Hello' };
  wire.channel('job:1').publish('note', form).catch(() => {});
  form.text = '';
  await online(world);

  assert.equal(world.server.received.find(({ type }) => type === 'publish').data.payload.text, 'Hello');
});

test('follows channels also while the queue is full', async () => {
  const { world, wire } = await offline({ queue: 2 });
  const channel = wire.channel('job:1');
  channel.on('message', () => {});
  const all = [1, 2].map((i) => outcome(channel.publish('note', i)));
  await online(world);
  await world.time.advance(100);

  assert.deepEqual(all.map(code), ['kept', 'kept']);
  assert.ok(world.server.received.some(({ type }) => type === 'subscribe'));
});

test('refuses to send what is larger than the server takes, also where no answer is awaited', async () => {
  const world = new World();
  const { wire } = await world.page();

  assert.throws(() => wire.send('typing-start', { conversationId: 'x'.repeat(20_000) }), { code: 'too-large' });
});

test('takes no more requests than the queue has room for', async () => {
  const { world, wire } = await offline({ queue: 3 });
  const channel = wire.channel('job:1');
  const all = [1, 2, 3, 4].map((i) => outcome(channel.publish('note', i)));
  await world.time.advance(0);
  assert.deepEqual(all.map(code), ['open', 'open', 'open', 'queue-full']);

  await online(world);
  const next = outcome(channel.publish('note', 5));
  await world.time.advance(10);

  assert.deepEqual([...all, next].map(code), ['kept', 'kept', 'kept', 'queue-full', 'kept']);
});

test('refuses what is larger than the server takes, which would end the connection', async () => {
  const world = new World();
  world.server.welcome = { maxPayload: 1000 };
  const { wire } = await world.page();
  const channel = wire.channel('job:1');

  const large = outcome(channel.publish('note', 'x'.repeat(1000)));
  const inBytes = outcome(channel.publish('note', 'é'.repeat(450)));
  const small = outcome(channel.publish('note', 'x'.repeat(450)));
  await world.time.advance(10);

  assert.deepEqual([large, inBytes, small].map(code), ['too-large', 'too-large', 'kept']);
});

test('refuses what was queued while there was no connection if the server does not take it', async () => {
  const { world, wire } = await offline();
  world.server.welcome = { maxPayload: 1000 };
  const large = outcome(wire.channel('job:1').publish('note', 'x'.repeat(2000)));
  const small = outcome(wire.channel('job:1').publish('note', 'x'));

  await online(world);

  assert.deepEqual([large, small].map(code), ['too-large', 'kept']);
  assert.equal(world.server.attempts.filter((one) => one.client).length, 1);
});

test('publishes what was said while there was no connection once, in order', async () => {
  const { world, wire } = await offline();
  const all = Array.from({ length: 50 }, (_, i) => outcome(wire.channel('job:1').publish('note', i)));

  await online(world);

  assert.deepEqual(all.map(({ value }) => value.offset), Array.from({ length: 50 }, (_, i) => i + 1));
  assert.deepEqual(world.server.channels.published.map(({ payload }) => payload), [...all.keys()]);
});

test('publishes again what was not answered, under the same id, so that it is there once', async () => {
  const world = new World();
  const { wire } = await world.page();
  world.server.channels.whenSent = () => {};
  const became = outcome(wire.channel('job:1').publish('note', 'once'));
  await world.time.advance(10);
  assert.equal(world.server.channels.published.length, 1);
  world.server.channels.whenSent = (_connection, _channel, _offset, run) => run();

  world.server.connection.cut();
  await world.time.advance(2100);

  assert.deepEqual(became.value, { channel: 'job:1', offset: 1 });
  const ids = world.server.all('publish').map(({ data }) => data.publishId);
  assert.deepEqual([ids.length, new Set(ids).size], [2, 1]);
  assert.equal(world.server.channels.published.length, 1);
});

test('does not publish again as another client, and says that it is uncertain', async () => {
  const world = new World();
  const { wire } = await world.page();
  world.server.answers.set('publish', noAnswer);
  const sent = outcome(wire.channel('job:1').publish('note', 'perhaps'));
  await world.time.advance(10);
  world.server.connection.cut();
  world.server.forgetTokens();
  world.server.answers.clear();
  const queued = outcome(wire.channel('job:1').publish('note', 'certain'));

  await world.time.advance(2100);

  assert.deepEqual([code(sent), code(queued)], ['uncertain', 'kept']);
  assert.equal(world.server.all('publish').length, 2);
});

test('lets a publication wait for a connection however long that takes', async () => {
  const { world, wire } = await offline({ timeout: 1000 });
  const became = outcome(wire.channel('job:1').publish('note', 1));
  await world.time.advance(3_600_000);
  assert.equal(code(became), 'open');

  await online(world);

  assert.equal(code(became), 'kept');
});

test('lets a publication time out that was sent', async () => {
  const world = new World();
  const { wire } = await world.page();
  world.server.answers.set('publish', noAnswer);

  const became = outcome(wire.channel('job:1').publish('note', 1, { timeout: 2000 }));
  await world.time.advance(2000);

  assert.equal(code(became), 'timeout');
});

test('publishes again what the server dropped because there was too much', async () => {
  const world = new World();
  const { wire } = await world.page();
  world.server.answers.set('publish', ({ id }, connection) => world.server.refuse(connection, 'rate-limited', id) ?? false);
  const became = outcome(wire.channel('job:1').publish('note', 1));
  await world.time.advance(10);
  world.server.answers.clear();

  await world.time.advance(2100);

  assert.equal(code(became), 'kept');
});

test('says that it cannot be kept where a publication is refused', async () => {
  for (const refusal of ['unavailable', 'forbidden', 'conflict', 'too-large', 'not-subscribed']) {
    const world = new World();
    const { wire } = await world.page();
    world.server.answers.set('publish', ({ id }, connection) => world.server.refuse(connection, refusal, id) ?? false);

    const became = outcome(wire.channel('job:1').publish('note', 1));
    await world.time.advance(10);

    assert.equal(code(became), refusal);
  }
});

test('repeats an acknowledgement until the server has it', async () => {
  const world = new World();
  const { wire } = await world.page();
  world.server.notify({ notificationId: 'n1' });
  await world.time.advance(10);
  const [notification] = wire.notifications.items;
  const refusals = ['unavailable', 'rate-limited', 'internal'];
  world.server.answers.set('notification-ack', ({ id }, connection) => {
    const refusal = refusals.shift();
    return refusal === undefined ? false : (world.server.refuse(connection, refusal, id) ?? false);
  });

  const became = outcome(notification.act('approve'));
  await world.time.advance(60_000);
  assert.ok(world.server.all('notification-ack').length >= 8);
  world.server.connection.cut();
  await world.time.advance(2100);
  assert.equal(code(became), 'open');
  world.server.answers.clear();
  await world.time.advance(10_000);

  assert.deepEqual(became.value, { notificationId: 'n1', status: 'read', actionId: 'approve' });
});

test('repeats an acknowledgement as another client, too', async () => {
  const world = new World();
  const { wire } = await world.page();
  world.server.notify({ notificationId: 'n1' });
  await world.time.advance(10);
  world.server.answers.set('notification-ack', noAnswer);
  const became = outcome(wire.notifications.items[0].dismiss());
  await world.time.advance(10);
  world.server.answers.clear();
  world.server.forgetTokens();

  world.server.connection.cut();
  await world.time.advance(2100);

  assert.equal(became.value.status, 'dismissed');
});

test('says that there is no such notification', async () => {
  const world = new World();
  const { wire } = await world.page();

  const became = outcome(wire.notifications.acknowledge('n7'));
  await world.time.advance(10);

  assert.equal(code(became), 'not-found');
});

test('ends all requests when the connection is closed for good, and takes no more', async () => {
  for (const end of [
    (/** @type {World} */ world) => world.server.connection.close(4510),
    (/** @type {World} */ _world, /** @type {any} */ wire) => wire.close(),
  ]) {
    const world = new World();
    world.server.answers.set('publish', noAnswer);
    const { wire } = await world.page();
    const all = [wire.channel('job:1').publish('note', 1), wire.notifications.acknowledge('n1'), wire.request('x')];
    const became = all.map(outcome);

    end(world, wire);
    await world.time.advance(10);
    const later = outcome(wire.request('x'));
    await world.time.advance(0);

    assert.deepEqual(became.map(code), ['closed', 'closed', became[2].error.code]);
    assert.equal(code(later), 'closed');
    wire.reconnect();
    const again = outcome(wire.health.request());
    await world.time.advance(100);
    assert.equal(code(again), 'kept');
  }
});

test('says whether something that needs no answer could be sent', async () => {
  const { world, wire } = await offline();
  assert.equal(wire.send('typing-start'), false);

  await online(world);

  assert.equal(wire.send('typing-start'), true);
  await world.time.advance(10);
  assert.equal(world.server.all('typing-start').length, 1);
});

test('never says more than the server allows, and heartbeats find room', async () => {
  const { world, wire } = await offline();
  const all = Array.from({ length: 1000 }, (_, i) => outcome(wire.channel('job:1').publish('note', i)));

  world.server.door = 'accept';
  await world.time.advance(60_000);

  assert.ok(all.every(({ state }) => state === 'kept'));
  let tokens = 100;
  let last = 0;
  for (const { at } of world.server.received) {
    tokens = Math.min(100, tokens + ((at - last) * 50) / 1000) - 1;
    last = at;
    assert.ok(tokens >= 0, `too much at ${at}`);
  }
  const [first] = world.server.all('publish');
  const took = last - first.at;
  assert.ok(took < 60_000);
  assert.deepEqual(world.server.channels.published.map(({ payload }) => payload), [...all.keys()]);
});

test('does not let a publication time out while it waits for its turn', async () => {
  const { world, wire } = await offline({ timeout: 2000 });
  const all = Array.from({ length: 1000 }, (_, i) => outcome(wire.channel('job:1').publish('note', i)));

  world.server.door = 'accept';
  await world.time.advance(60_000);

  assert.deepEqual(new Set(all.map(code)), new Set(['kept']));
});

test('keeps the pace also of a new connection', async () => {
  const world = new World();
  const { wire } = await world.page();
  const all = Array.from({ length: 500 }, (_, i) => outcome(wire.channel('job:1').publish('note', i)));
  await world.time.advance(3000);
  world.server.connection.cut();
  await world.time.advance(30_000);

  assert.ok(all.every(({ state }) => state === 'kept'));
  assert.equal(world.server.channels.published.length, 500);
  for (const connection of world.server.attempts) {
    const received = world.server.received.filter((one) => one.connection === connection);
    const ids = received.filter(({ type }) => type === 'publish').map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, 'said twice');
    const times = received.map(({ at }) => at);
    let tokens = 100;
    let last = 0;
    for (const at of times) {
      tokens = Math.min(100, tokens + ((at - last) * 50) / 1000) - 1;
      last = at;
      assert.ok(tokens >= 0, `too much at ${at}`);
    }
  }
});
