import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World, heard } from './fixtures/world.js';

const offsets = (/** @type {any[]} */ messages) => messages.map(({ offset }) => offset);

/** @param {World} world */
async function backAgain(world) {
  world.server.connection.cut();
  await world.time.advance(2100);
}

/** A page that follows a channel with three messages. */
async function following() {
  const world = new World();
  const { wire, tab } = await world.page();
  const channel = wire.channel('job:1');
  const messages = heard(channel, 'message');
  const gaps = heard(channel, 'gap');
  await world.time.advance(10);
  for (let i = 1; i <= 3; i++) {
    world.server.channels.publish('job:1', { payload: i });
  }
  await world.time.advance(10);
  assert.deepEqual(offsets(messages), [1, 2, 3]);
  return { world, wire, tab, channel, messages, gaps };
}

test('comes back as the same client to where it was', async () => {
  const { world, wire, messages, gaps } = await following();
  const statuses = heard(wire, 'status');
  world.server.connection.cut();
  world.server.channels.publish('job:1', { payload: 'missed' });

  await world.time.advance(2100);
  world.server.channels.publish('job:1', { payload: 'new' });
  await world.time.advance(10);

  const [{ data, connection }] = world.server.all('resume');
  assert.equal(new URL(connection.url).searchParams.get('resume'), '1');
  assert.deepEqual(data, { token: 'token-1', channels: { 'job:1': { position: { epoch: 'e1', offset: 3 } } } });
  assert.deepEqual(statuses.at(-1), { state: 'connected', clientId: 'client_1', userId: 'client_1', resumed: true });
  assert.deepEqual(offsets(messages), [1, 2, 3, 4, 5]);
  assert.equal(world.server.all('subscribe').length, 1);
  assert.equal(gaps.length, 0);
});

test('names its user each time', async () => {
  const world = new World();
  const { wire } = await world.page({ user: 'alice' });

  await backAgain(world);

  assert.equal(world.server.connection.url, 'ws://fundwire.test/ws?user=alice&resume=1');
  assert.equal(wire.userId, 'alice');
});

test('comes back with the newest token', async () => {
  const { world } = await following();
  const { connection } = world.server;
  connection.say('resume-token', { resumeToken: world.server.newToken(connection) });
  await world.time.advance(10);

  await backAgain(world);
  await backAgain(world);

  assert.deepEqual(world.server.all('resume').map(({ data }) => data.token), ['token-2', 'token-3']);
});

test('names each channel with the rate that it wants', async () => {
  const world = new World();
  const { wire } = await world.page();
  heard(wire.channel('live:a', { maxRate: 5 }), 'message');
  heard(wire.channel('live:b'), 'presence');
  await world.time.advance(10);

  await backAgain(world);

  const [{ data }] = world.server.all('resume');
  assert.deepEqual(Object.keys(data.channels), ['live:a', 'live:b']);
  assert.equal(data.channels['live:a'].maxRate, 5);
  assert.equal(data.channels['live:b'].maxRate, undefined);
});

test('subscribes from where it was when it is not known any more', async () => {
  const { world, wire, messages, gaps } = await following();
  world.server.connection.cut();
  world.server.channels.publish('job:1', { payload: 'missed' });
  world.server.forgetTokens();

  await world.time.advance(2100);

  assert.deepEqual(wire.status, { state: 'connected', clientId: 'client_2', userId: 'client_2', resumed: false });
  assert.deepEqual(world.server.all('subscribe').at(-1)?.data.position, { epoch: 'e1', offset: 3 });
  assert.deepEqual(offsets(messages), [1, 2, 3, 4]);
  assert.equal(gaps.length, 0);
});

test('tells of a gap where the log does not reach back any more', async () => {
  const { world, messages, gaps, channel } = await following();
  world.server.connection.cut();
  for (let i = 4; i <= 6; i++) {
    world.server.channels.publish('job:1', { payload: i });
  }
  world.server.channels.log('job:1').lose(5);

  await world.time.advance(2100);
  world.server.channels.publish('job:1', { payload: 7 });
  await world.time.advance(10);

  assert.equal(gaps.length, 1);
  assert.deepEqual(offsets(messages), [1, 2, 3, 7]);
  assert.deepEqual(channel.position, { epoch: 'e1', offset: 7 });
});

test('tells of a gap, and goes on, where the log is another one', async () => {
  const { world, messages, gaps, channel } = await following();
  world.server.connection.cut();
  world.server.channels.forget('job:1');
  world.server.channels.publish('job:1', { payload: 'of the other log' });

  await world.time.advance(2100);
  world.server.channels.publish('job:1', { payload: 'new' });
  await world.time.advance(10);

  assert.equal(gaps.length, 1);
  assert.deepEqual(messages.slice(3).map(({ payload }) => payload), ['new']);
  assert.deepEqual(channel.position, { epoch: 'e2', offset: 2 });
});

test('tells of a gap where a log is lost under it', async () => {
  const { world, messages, gaps } = await following();

  world.server.channels.forget('job:1');
  world.server.channels.publish('job:1', { payload: 'first of the other log' });
  await world.time.advance(10);

  assert.equal(gaps.length, 1);
  assert.deepEqual(offsets(messages), [1, 2, 3, 1]);
});

test('tells of a gap where the log loses messages faster than they are read', async () => {
  const { world, messages, gaps, channel } = await following();

  const position = { epoch: 'e1', offset: 9 };
  world.server.connection.say('subscribed', { channel: 'job:1', position, recovered: false, missed: 0 });
  await world.time.advance(10);

  assert.equal(gaps.length, 1);
  assert.deepEqual(channel.position, position);
  assert.equal(messages.length, 3);
});

test('tells of a channel that it may not follow any more', async () => {
  const { world, channel } = await following();
  const errors = heard(channel, 'error');
  world.server.answers.set('resume', (_, connection) => {
    const error = { code: 'forbidden', message: 'You may not.' };
    const channels = { 'job:1': { recovered: false, missed: 0, error } };
    connection.say('resumed', { resumed: true, clientId: 'client_1', channels });
    connection.say('connection', { clientId: 'client_1', userId: 'client_1', heartbeatInterval: 30_000, maxPayload: 16_384, resumeToken: 't' });
    return false;
  });

  await backAgain(world);
  await world.time.advance(60_000);

  assert.deepEqual(errors.map(({ code, message }) => [code, message]), [['forbidden', 'You may not.']]);
  assert.equal(world.server.all('subscribe').length, 1);
});

test('subscribes again a little later to a channel that could not be read on coming back', async () => {
  const { world, channel, messages } = await following();
  heard(channel, 'error');
  world.server.answers.set('resume', (_, connection) => {
    const error = { code: 'unavailable', message: 'Not now.' };
    const channels = { 'job:1': { recovered: false, missed: 0, error } };
    connection.client = { clientId: 'client_1', userId: 'client_1' };
    connection.say('resumed', { resumed: true, clientId: 'client_1', channels });
    connection.say('connection', { ...connection.client, heartbeatInterval: 30_000, maxPayload: 16_384, resumeToken: 't' });
    return false;
  });
  await backAgain(world);
  world.server.channels.publish('job:1', { payload: 4 });

  await world.time.advance(4000);

  assert.deepEqual(offsets(messages), [1, 2, 3, 4]);
});

test('leaves a channel that was given up while it came back', async () => {
  const { world, channel } = await following();
  world.server.connection.cut();
  await world.time.advance(1);
  const resumed = world.server.answers;
  resumed.set('resume', () => {
    resumed.clear();
    channel.leave();
  });

  await world.time.advance(2200);

  assert.deepEqual(world.server.channels.followedBy(world.server.connection), []);
});

test('follows a channel from its beginning on where that was asked for while there was no connection', async () => {
  const world = new World();
  world.server.channels.publish('job:1', { payload: 'old' });
  world.server.door = 'refuse';
  const { wire } = await world.page();
  const messages = heard(wire.channel('job:1', { history: 10 }), 'message');
  await world.time.advance(1000);

  world.server.door = 'accept';
  await world.time.advance(30_000);

  assert.deepEqual(offsets(messages), [1]);
});

test('has the same channel for the same name, which is followed while somebody listens', async () => {
  const world = new World();
  const { wire } = await world.page();
  const channel = wire.channel('job:1');
  assert.equal(wire.channel('job:1'), channel);
  const { server } = world;

  const stopOne = channel.on('message', () => {});
  const stopOther = channel.on('presence', () => {});
  channel.on('gap', () => {});
  await world.time.advance(10);
  assert.deepEqual(server.channels.followedBy(server.connection), ['job:1']);
  stopOne();
  await world.time.advance(10);
  assert.deepEqual(server.channels.followedBy(server.connection), ['job:1']);
  stopOther();
  await world.time.advance(10);

  assert.deepEqual(server.channels.followedBy(server.connection), []);
  assert.equal(channel.position, undefined);
});

test('asks for nothing where a listener takes the place of another', async () => {
  const { world, channel } = await following();
  channel.leave();
  await world.time.advance(10);
  const stop = channel.on('message', () => {});
  await world.time.advance(10);
  const { length } = world.server.received;

  stop();
  channel.on('message', () => {});
  await world.time.advance(10);

  assert.equal(world.server.received.length, length);
});

test('tells whoever listens later the newest of each key', async () => {
  const world = new World();
  const { wire } = await world.page();
  heard(wire.channel('job:1'), 'message');
  await world.time.advance(10);
  for (const [key, payload] of [['a', 1], ['b', 2], ['a', 3], [undefined, 4]]) {
    world.server.channels.publish('job:1', { key: /** @type {any} */ (key), payload });
  }
  await world.time.advance(10);

  const late = heard(wire.channel('job:1'), 'message');
  await world.time.advance(10);

  assert.deepEqual(offsets(late), [2, 3]);
});

test('harms nobody where a listener that comes later throws at the newest of a key', async (t) => {
  const reported = t.mock.method(console, 'error', () => {});
  const world = new World();
  const { wire } = await world.page();
  heard(wire.channel('job:1'), 'message');
  await world.time.advance(10);
  world.server.channels.publish('job:1', { key: 'a', payload: 1 });
  world.server.channels.publish('job:1', { key: 'b', payload: 1 });
  await world.time.advance(10);
  let calls = 0;

  wire.channel('job:1').on('message', () => {
    calls++;
    throw new Error('of the page');
  });
  await world.time.advance(10);

  assert.equal(calls, 2);
  assert.equal(reported.mock.callCount(), 2);
});

test('tells a listener that was taken off at once nothing', async () => {
  const world = new World();
  const { wire } = await world.page();
  heard(wire.channel('job:1'), 'message');
  await world.time.advance(10);
  world.server.channels.publish('job:1', { key: 'a', payload: 1 });
  await world.time.advance(10);
  let calls = 0;

  wire.channel('job:1').on('message', () => calls++)();
  await world.time.advance(10);

  assert.equal(calls, 0);
});

test('tries again a little later where a channel cannot be followed now', async () => {
  for (const code of ['unavailable', 'rate-limited', 'internal']) {
    const world = new World();
    const { wire } = await world.page();
    world.server.answers.set('subscribe', ({ id }, connection) => world.server.refuse(connection, code, id) ?? false);
    const errors = heard(wire.channel('job:1'), 'error');
    const messages = heard(wire.channel('job:1'), 'message');
    await world.time.advance(10);
    assert.deepEqual(errors.map((error) => error.code), [code]);

    world.server.answers.clear();
    await world.time.advance(4000);
    world.server.channels.publish('job:1', { payload: 1 });
    await world.time.advance(10);

    assert.equal(messages.length, 1);
  }
});

test('does not try again where a channel may not be followed', async () => {
  const world = new World();
  const { wire } = await world.page();
  world.server.answers.set('subscribe', ({ id }, connection) => world.server.refuse(connection, 'forbidden', id) ?? false);
  heard(wire.channel('job:1'), 'error');
  heard(wire.channel('job:1'), 'message');

  await world.time.advance(100_000);

  assert.equal(world.server.all('subscribe').length, 1);
});

test('tells who is there', async () => {
  const world = new World();
  const { wire } = await world.page();
  const presence = heard(wire.channel('document:1'), 'presence');
  await world.time.advance(10);

  world.server.connection.say('presence-join', { channel: 'document:1', userId: 'bob', since: '…' });
  world.server.connection.say('presence-leave', { channel: 'document:2', userId: 'bob' });
  await world.time.advance(10);

  assert.deepEqual(presence, [{ type: 'presence-join', channel: 'document:1', userId: 'bob', since: '…' }]);
});

test('follows a channel before it publishes there, whoever begins to listen just then', async () => {
  const world = new World();
  const { wire } = await world.page();
  const channel = wire.channel('document:1');
  const messages = heard(channel, 'message');
  channel.publish('note', 1).catch(() => {});
  channel.setState('there');
  channel.setState('here');

  await world.time.advance(200);

  const types = world.server.received.map(({ type }) => type);
  assert.deepEqual(types.slice(-3), ['subscribe', 'publish', 'presence-update']);
  assert.equal(world.server.received.at(-1).data.state, 'here');
  assert.equal(messages.length, 1);
});

test('sets its state again when it follows a channel over another connection', async () => {
  const { world, channel } = await following();
  channel.setState({ cursor: 3 });
  await world.time.advance(200);
  world.server.connection.cut();
  await world.time.advance(10_000);

  const states = world.server.received.filter(({ type }) => type === 'presence-update');
  assert.ok(states.length >= 2 && states.every(({ data }) => data.state.cursor === 3), JSON.stringify(states));
});

test('tells whoever listens later the messages that the first one began with', async () => {
  const world = new World();
  const { wire } = await world.page();
  for (const payload of [1, 2, 3]) {
    world.server.channels.publish('job:1', { payload });
  }
  const channel = wire.channel('job:1', { history: 2 });
  const first = heard(channel, 'message');
  await world.time.advance(10);
  world.server.channels.publish('job:1', { payload: 4 });
  await world.time.advance(10);

  const later = heard(channel, 'message');
  await world.time.advance(10);

  assert.deepEqual(offsets(first), [2, 3, 4]);
  assert.deepEqual(offsets(later), [3, 4]);
});

test('goes on following for whoever began to listen after it was left', async () => {
  const { world, channel } = await following();
  const stop = channel.on('message', () => {});
  channel.leave();
  const messages = heard(channel, 'message');

  stop();
  await world.time.advance(10);
  world.server.channels.publish('job:1', { payload: 4 });
  await world.time.advance(10);

  assert.deepEqual(offsets(messages), [4]);
});
