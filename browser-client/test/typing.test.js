import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World, heard, outcome } from './fixtures/world.js';

/** @param {any} [options] */
async function conversation(options) {
  const world = new World();
  const { wire } = await world.page({ user: 'alice', ...options });
  const chat = wire.conversation('42');
  const typing = heard(chat, 'typing');
  await world.time.advance(10);
  const say = (/** @type {string[]} */ users, /** @type {any} */ more = {}) =>
    world.server.connection.say('typing-start', { conversationId: '42', typing: users, ttlMillis: 8000, ...more });
  return { world, wire, chat, typing, say };
}

/** @param {World} world */
const said = (world) =>
  world.server.received.filter(({ type }) => type.startsWith('typing')).map(({ type, data }) => `${type} ${data.conversationId}`);

test('tells the others that the user types as seldom as they can notice', async () => {
  const { world, chat } = await conversation();

  for (let i = 0; i < 100; i++) {
    chat.typing();
    await world.time.advance(100);
  }

  assert.deepEqual(said(world), Array(4).fill('typing-start 42'));
});

test('never lets more than six seconds pass between two words of the typing that goes on', async () => {
  const { world, chat } = await conversation();

  for (let i = 0; i < 20; i++) {
    chat.typing();
    await world.time.advance(3000);
  }

  assert.equal(said(world).length, 20);
});

test('stops typing after a pause', async () => {
  const { world, chat } = await conversation();
  chat.typing();
  await world.time.advance(3990);
  assert.equal(said(world).length, 1);

  await world.time.advance(20);

  assert.deepEqual(said(world), ['typing-start 42', 'typing-stop 42']);
});

test('stops typing when it is told to, once', async () => {
  const { world, chat } = await conversation();
  chat.stopTyping();
  chat.typing();
  chat.stopTyping();
  chat.stopTyping();
  await world.time.advance(10_000);

  assert.deepEqual(said(world), ['typing-start 42', 'typing-stop 42']);
});

test('says at once that the user types again', async () => {
  const { world, chat } = await conversation();

  for (let i = 0; i < 2; i++) {
    chat.typing();
    chat.stopTyping();
  }
  await world.time.advance(10);

  assert.equal(said(world).length, 4);
});

test('says nothing more of typing where the message was sent, by which the server knows', async () => {
  const { world, chat } = await conversation();
  chat.typing();

  const became = outcome(chat.send({ text: 'Hello' }));
  await world.time.advance(10_000);

  assert.deepEqual(became.value, { channel: 'conversation:42', offset: 1 });
  assert.deepEqual(said(world), ['typing-start 42']);
  assert.equal(world.server.all('publish')[0].data.event, 'chat');
});

test('says that the user types when there is a connection again', async () => {
  const { world, chat } = await conversation();
  world.server.connection.cut();
  chat.typing();
  await world.time.advance(2100);

  chat.typing();
  await world.time.advance(10);

  assert.deepEqual(said(world), ['typing-start 42']);
});

test('says in the lobby that the user types there', async () => {
  const world = new World();
  const { wire } = await world.page();
  const lobby = wire.conversation();
  const typing = heard(lobby, 'typing');

  lobby.typing();
  await world.time.advance(10);
  world.server.connection.say('typing-start', { conversationId: 'lobby', typing: ['bob'], ttlMillis: 8000 });
  await world.time.advance(10);

  assert.deepEqual(said(world), ['typing-start undefined']);
  assert.deepEqual(typing, [['bob']]);
  const became = outcome(lobby.send('Hello'));
  await world.time.advance(10);
  assert.equal(became.error.code, 'forbidden');
});

test('tells who else types, and nobody twice', async () => {
  const { world, chat, typing, say } = await conversation();

  say(['alice', 'bob']);
  say(['alice', 'bob']);
  say(['bob', 'carol']);
  say(['alice']);
  await world.time.advance(10);

  assert.deepEqual(typing, [['bob'], ['bob', 'carol'], []]);
  assert.deepEqual(chat.users, []);
});

test('tells that nobody types any more when that was not said again in time', async () => {
  const { world, chat, typing, say } = await conversation();
  say(['bob']);
  await world.time.advance(7990);
  say(['bob']);
  await world.time.advance(7990);
  assert.deepEqual(chat.users, ['bob']);

  await world.time.advance(20);

  assert.deepEqual(typing, [['bob'], []]);
});

test('tells only of those who type in that conversation', async () => {
  const { world, wire, typing, say } = await conversation();
  const other = heard(wire.conversation('43'), 'typing');

  say(['bob']);
  await world.time.advance(10);

  assert.equal(typing.length, 1);
  assert.equal(other.length, 0);
});

test('is in the conversation while somebody listens to it', async () => {
  const world = new World();
  const { wire } = await world.page();
  const chat = wire.conversation('42');
  const followed = () => world.server.channels.followedBy(world.server.connection);

  const stops = [chat.on('typing', () => {}), chat.on('message', () => {})];
  await world.time.advance(10);
  assert.deepEqual(followed(), ['conversation:42']);
  stops.forEach((stop) => stop());
  await world.time.advance(10);

  assert.deepEqual(followed(), []);
});

test('is in the conversation while it sends a message, and no longer if nobody listens', async () => {
  const world = new World();
  const { wire } = await world.page();
  const chat = wire.conversation('42');

  const became = outcome(chat.send('Hello'));
  await world.time.advance(10);

  assert.equal(became.state, 'kept');
  const types = world.server.received.map(({ type }) => type);
  assert.ok(types.indexOf('subscribe') < types.indexOf('publish'), `${types}`);
  assert.deepEqual(world.server.channels.followedBy(world.server.connection), []);
});

test('is in the conversation before it sends what was said without a connection', async () => {
  const world = new World();
  world.server.door = 'refuse';
  const { wire } = await world.page();
  const became = outcome(wire.conversation('42').send('Hello'));

  world.server.door = 'accept';
  await world.time.advance(5000);

  assert.equal(became.state, 'kept');
  const types = world.server.received.map(({ type }) => type);
  assert.ok(types.indexOf('subscribe') < types.indexOf('publish'), `${types}`);
});

test('neither tells nor hears of typing where that is switched off', async () => {
  const { world, chat, typing, say } = await conversation({ enableTypingIndicators: false });

  chat.typing();
  chat.stopTyping();
  say(['bob']);
  await world.time.advance(10);

  assert.deepEqual([said(world), typing], [[], []]);
});
