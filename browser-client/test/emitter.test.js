import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Emitter } from '../fundwire/emitter.js';
import { World, heard } from './fixtures/world.js';

class Bell extends Emitter {
  /** @param {any} how */
  ring(how) {
    this.emit('ring', how);
  }

  get isHeard() {
    return this.hasListeners('ring');
  }
}

test('tells all listeners, in the order in which they came', () => {
  const bell = new Bell();
  /** @type {any[]} */
  const told = [];
  bell.on('ring', (how) => told.push(['first', how]));
  bell.on('ring', (how) => told.push(['second', how]));

  bell.ring('loud');

  assert.deepEqual(told, [
    ['first', 'loud'],
    ['second', 'loud'],
  ]);
});

test('tells the others what one throws at, and reports that', (t) => {
  const reported = t.mock.method(console, 'error', () => {});
  const bell = new Bell();
  const fault = new Error('of the page');
  bell.on('ring', () => {
    throw fault;
  });
  const told = heard(bell, 'ring');

  bell.ring('loud');

  assert.deepEqual(told, ['loud']);
  assert.deepEqual(reported.mock.calls[0].arguments, [fault]);
});

test('takes off one listener of two that are the same function', () => {
  const bell = new Bell();
  let count = 0;
  const listener = () => count++;
  const stop = bell.on('ring', listener);
  bell.on('ring', listener);

  bell.ring('loud');
  stop();
  stop();
  bell.ring('loud');

  assert.equal(count, 3);
});

test('knows whether anybody listens', () => {
  const bell = new Bell();
  assert.equal(bell.isHeard, false);

  const stop = bell.on('ring', () => {});
  assert.equal(bell.isHeard, true);
  stop();

  assert.equal(bell.isHeard, false);
});

test('tells a listener nothing that another one takes off, or puts on, meanwhile', () => {
  const bell = new Bell();
  /** @type {string[]} */
  const told = [];
  bell.on('ring', () => {
    stop();
    bell.on('ring', () => told.push('put on'));
  });
  const stop = bell.on('ring', () => told.push('taken off'));

  bell.ring('loud');

  assert.deepEqual(told, []);
});

test('loses no message where a listener throws', async (t) => {
  t.mock.method(console, 'error', () => {});
  const world = new World();
  const { wire } = await world.page();
  const throwing = () => {
    throw new Error('of the page');
  };
  wire.on('status', throwing);
  wire.on('message', throwing);
  wire.channel('job:1').on('message', throwing);
  wire.channel('job:1').on('subscribed', throwing);
  wire.notifications.on('notification', throwing);
  wire.notifications.on('change', throwing);
  const messages = heard(wire.channel('job:1'), 'message');
  await world.time.advance(100);
  world.server.channels.publish('job:1', { payload: 1 });
  world.server.notify({ notificationId: 'n1' });
  await world.time.advance(100);

  world.server.connection.cut();
  world.server.channels.publish('job:1', { payload: 2 });
  await world.time.advance(5000);

  assert.deepEqual(messages.map(({ offset }) => offset), [1, 2]);
  assert.equal(wire.notifications.items.length, 1);
  assert.equal(wire.status.state, 'connected');
});
