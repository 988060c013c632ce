import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World, heard } from './fixtures/world.js';

const offsets = (/** @type {any[]} */ messages) => messages.map(({ offset }) => offset);

/** A page that was told four messages, of which two have the same key. */
async function told(options = {}) {
  const world = new World();
  const page = await world.page(options);
  heard(page.wire.channel('document:1'), 'message');
  await world.time.advance(10);
  for (const key of ['a', undefined, 'b', 'a']) {
    world.server.channels.publish('document:1', { key, payload: key });
  }
  await world.time.advance(10);
  return { world, ...page };
}

test('goes on after a reload as the same client where the page before was, with the newest of each key', async () => {
  const { world, tab } = await told();
  const reloaded = tab.reload();
  world.server.channels.publish('document:1', { payload: 'meanwhile' });

  const { wire } = await world.page({}, reloaded);
  const messages = heard(wire.channel('document:1'), 'message');
  const gaps = heard(wire.channel('document:1'), 'gap');
  await world.time.advance(10);

  assert.deepEqual(wire.status, { state: 'connected', clientId: 'client_1', userId: 'client_1', resumed: true });
  assert.deepEqual(offsets(messages), [3, 4, 5]);
  assert.equal(gaps.length, 0);
});

test('goes on where a page before left the channel that it is asked for later', async () => {
  const { world, tab } = await told();
  const { wire } = await world.page({}, tab.reload());
  world.server.channels.publish('document:1', { payload: 'meanwhile' });
  await world.time.advance(60_000);

  const messages = heard(wire.channel('document:1'), 'message');
  await world.time.advance(10);

  assert.deepEqual(offsets(messages), [3, 4, 5]);
});

test('has the history that it asks for after a reload, too', async () => {
  const { world, tab } = await told();
  const { wire } = await world.page({}, tab.reload());

  const messages = heard(wire.channel('document:1', { history: 3 }), 'message');
  await world.time.advance(10);

  assert.deepEqual(offsets(messages), [2, 3, 4]);
});

test('leaves nothing of a channel that was left', async () => {
  const { world, wire, tab } = await told();
  wire.channel('document:1').leave();
  await world.time.advance(10);

  const { wire: next } = await world.page({}, tab.reload());
  const messages = heard(next.channel('document:1'), 'message');
  await world.time.advance(10);

  assert.deepEqual(next.status.state, 'connected');
  assert.deepEqual(offsets(messages), [3, 4], 'the newest of each key, from the server');
  assert.equal(world.server.all('subscribe').at(-1)?.data.position, undefined);
});

test('keeps nothing in the storage while there is a page', async () => {
  const { world, tab } = await told();
  assert.equal(tab.storage.size, 0);
  const reloaded = tab.reload();
  assert.equal(reloaded.storage.size, 1);

  await world.page({}, reloaded);

  assert.equal(reloaded.storage.size, 0);
});

test('is a new client in a tab that was duplicated', async () => {
  const { world, wire, tab } = await told({ share: false });

  const { wire: other } = await world.page({ share: false }, tab.duplicate());

  assert.deepEqual([wire.clientId, other.clientId], ['client_1', 'client_2']);
  assert.equal(world.server.connections.length, 2);
  await world.time.advance(100_000);
  assert.equal(world.server.attempts.length, 2);
});

test('becomes a new client where two tabs come back as the same one', async () => {
  const { world, tab } = await told({ share: false });
  const one = tab.reload();
  const other = one.duplicate();

  const pages = [await world.page({ share: false }, one), await world.page({ share: false }, other)];
  await world.time.advance(10_000);

  assert.equal(new Set(pages.map(({ wire }) => wire.clientId)).size, 2);
  assert.deepEqual(pages.map(({ wire }) => wire.status.state), ['connected', 'connected']);
  const { length } = world.server.attempts;
  await world.time.advance(600_000);
  assert.equal(world.server.attempts.length, length);
});

test('takes nothing that another user, server or text left', async () => {
  const { world, tab } = await told({ user: 'alice' });

  const { wire } = await world.page({ user: 'bob' }, tab.reload());

  assert.deepEqual([wire.clientId, wire.userId], ['client_2', 'bob']);
  assert.equal(/** @type {any} */ (wire.status).resumed, false);
});

test('does not come back from a reload as a client that was closed', async () => {
  const { world, wire, tab } = await told();
  wire.close();

  const { wire: next } = await world.page({}, tab.reload());

  assert.equal(next.status.state, 'connected');
});

test('connects where the storage throws, is full, or holds what nobody understands', async () => {
  const throwing = () => {
    throw new Error('QuotaExceededError');
  };
  for (const storage of [
    undefined,
    { getItem: throwing, setItem: throwing, removeItem: throwing },
    { getItem: () => null, setItem: throwing, removeItem: () => {} },
    { getItem: () => '{', setItem: () => {}, removeItem: () => {} },
    { getItem: () => 'null', setItem: () => {}, removeItem: () => {} },
    { getItem: () => '{"channels":null}', setItem: () => {}, removeItem: () => {} },
  ]) {
    const world = new World();
    const tab = world.browser.open();
    tab.environment.storage = storage;

    const { wire } = await world.page({}, tab);
    heard(wire.channel('job:1'), 'message');
    await world.time.advance(10);
    tab.close();
    await world.time.advance(100);

    assert.equal(world.server.attempts.length, 1);
    assert.equal(wire.clientId, 'client_1');
  }
});

test('is the same client after a reload, where its channels find no room in the storage', async () => {
  const { world, tab } = await told();
  const { setItem } = tab.environment.storage;
  tab.environment.storage.setItem = (/** @type {string} */ key, /** @type {string} */ value) => {
    if (value.length > 100) {
      throw new Error('QuotaExceededError');
    }
    setItem(key, value);
  };

  const { wire } = await world.page({}, tab.reload());

  assert.equal(wire.clientId, 'client_1');
});
