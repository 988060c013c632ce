import assert from 'node:assert/strict';
import { test } from 'node:test';

import { covers, earlier } from '../fundwire/position.js';
import { Track } from '../fundwire/track.js';

const at = (/** @type {number} */ offset, epoch = 'e') => ({ epoch, offset });

/**
 * @param {number} offset
 * @param {{key?: string, upTo?: number, epoch?: string}} [more]
 * @returns {any}
 */
const message = (offset, { key, upTo = offset, epoch } = {}) => ({ offset, key, position: at(upTo, epoch) });

/** @param {number} offset */
function trackFrom(offset) {
  const track = new Track();
  track.begin(at(offset));
  return track;
}

test('takes each message once, and goes on with the position', () => {
  const track = trackFrom(4);

  const taken = [5, 6, 5, 4, 7].map((offset) => track.take(message(offset)));

  assert.deepEqual(taken, ['new', 'new', 'known', 'known', 'new']);
  assert.deepEqual(track.position, at(7));
});

test('knows messages beyond the position again, where keys overtake each other', () => {
  const track = trackFrom(0);

  const taken = [message(2, { upTo: 0 }), message(3, { upTo: 0 }), message(2, { upTo: 0 }), message(1, { upTo: 3 })].map(
    (one) => track.take(one),
  );

  assert.deepEqual(taken, ['new', 'new', 'known', 'new']);
  assert.deepEqual(track.position, at(3));
  assert.equal(track.take(message(3)), 'known');
});

test('goes on with the position of a message that was told before', () => {
  const track = trackFrom(0);
  track.take(message(2, { upTo: 0 }));

  track.take(message(1, { upTo: 1 }));
  assert.equal(track.take(message(2, { upTo: 2 })), 'known');

  assert.deepEqual(track.position, at(2));
});

test('does not go back', () => {
  const track = trackFrom(0);
  track.take(message(5));

  track.take(message(6, { upTo: 3 }));

  assert.deepEqual(track.position, at(5));
});

test('takes nothing of another log', () => {
  const track = trackFrom(0);

  assert.equal(track.take(message(1, { epoch: 'other' })), 'elsewhere');
  assert.deepEqual(track.position, at(0));
});

test('knows the newest of each key', () => {
  const track = trackFrom(0);
  [message(1, { key: 'a' }), message(2), message(3, { key: 'b' }), message(4, { key: 'a' })].forEach((one) => track.take(one));

  assert.deepEqual(track.latest.map(({ offset }) => offset), [3, 4]);
  track.begin(at(9));
  assert.deepEqual(track.latest, []);
});

test('leaves to the next page what it needs to go on, and to be told nothing of a key twice', () => {
  const track = trackFrom(0);
  [message(1, { key: 'a' }), message(3, { key: 'b', upTo: 1 })].forEach((one) => track.take(one));

  const next = new Track(track.bookmark());

  assert.deepEqual(next.position, at(1));
  assert.deepEqual(next.latest.map(({ offset }) => offset), [1, 3]);
  assert.deepEqual([message(2), message(3, { key: 'b' }), message(4)].map((one) => next.take(one)), ['new', 'known', 'new']);
});

test('leaves nothing before it begins, and where there are more than a thousand keys', () => {
  assert.equal(new Track().bookmark(), undefined);
  const track = trackFrom(0);
  for (let offset = 1; offset <= 1000; offset++) {
    track.take(message(offset, { key: `k${offset}` }));
  }
  assert.equal(track.bookmark()?.latest.length, 1000);

  track.take(message(1001, { key: 'one more' }));

  assert.equal(track.bookmark(), undefined);
  assert.deepEqual(track.latest, []);
});

test('knows from which of two positions both miss nothing', () => {
  assert.equal(covers(at(3), at(3)), true);
  assert.equal(covers(at(4), at(3)), false);
  assert.equal(covers(at(1, 'other'), at(3)), false);
  assert.equal(covers(undefined, at(3)), false);
  assert.deepEqual(earlier(at(3), at(5)), at(3));
  assert.deepEqual(earlier(at(5), at(3)), at(3));
  assert.deepEqual(earlier(undefined, at(3)), at(3));
  assert.deepEqual(earlier(at(1, 'other'), at(3)), at(3));
});
