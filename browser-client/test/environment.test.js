import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ownEnvironment } from '../fundwire/environment.js';

test('has in Node a clock and chance, and nothing of a browser', () => {
  const own = ownEnvironment();

  assert.deepEqual([own.locks, own.openBroadcast, own.storage, own.base], [undefined, undefined, undefined, undefined]);
  assert.deepEqual([own.isHidden(), own.isOnline()], [false, true]);
  own.listen('online', () => assert.fail())();
  assert.ok(Math.abs(own.now() - Date.now()) < 60_000);
  assert.ok(own.random() < 1);
  own.stopTimer(own.startTimer(() => assert.fail(), 0));
});

test('makes ids that are UUIDs, each another one', () => {
  const { newId } = ownEnvironment();
  const ids = Array.from({ length: 1000 }, newId);

  ids.forEach((id) => assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
  assert.equal(new Set(ids).size, ids.length);
});
