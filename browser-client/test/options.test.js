import assert from 'node:assert/strict';
import { test } from 'node:test';

import { connect, FundwireError } from '../fundwire.js';
import { settings } from '../fundwire/options.js';
import { World, outcome } from './fixtures/world.js';

/** @param {string} [base] @param {any} [options] */
function urlWith(base, options = {}) {
  const { environment } = new World().browser.open();
  return settings({ environment: { ...environment, base }, ...options }).url;
}

test('names an option that there is not, and those that there are', () => {
  assert.throws(() => connect(/** @type {any} */ ({ reconectInterval: 1 })), {
    name: 'TypeError',
    message: /^connect\(\) has no option reconectInterval: there are url, .*reconnectInterval/,
  });
});

test('takes the names of the first front end', async () => {
  const world = new World();

  const { wire } = await world.page({
    enableWebSocket: true,
    enableNotifications: true,
    enableTypingIndicators: true,
    reconnectInterval: 5000,
    heartbeatInterval: 10_000,
  });

  assert.equal(wire.status.state, 'connected');
});

test('takes what is undefined for left out', async () => {
  const world = new World();
  const all = ['getToken', 'user', 'share', 'timeout', 'queue', 'enableWebSocket', 'healthInterval', 'WebSocket'];

  const { wire } = await world.page(Object.fromEntries(all.map((name) => [name, undefined])));

  assert.equal(wire.status.state, 'connected');
  assert.equal(world.server.connection.url, 'ws://fundwire.test/ws');
});

test('finds the server where the page is', () => {
  for (const [base, url, expected] of [
    ['http://localhost:5000/fundwire/wire.js', undefined, 'ws://localhost:5000/ws'],
    ['https://example.com/app/page.html?x=1#top', undefined, 'wss://example.com/ws'],
    ['https://example.com/app/page.html', 'socket', 'wss://example.com/app/socket'],
    ['https://example.com/', 'http://other.example/ws', 'ws://other.example/ws'],
    ['https://example.com/', 'wss://other.example/ws?x=1#top', 'wss://other.example/ws?x=1'],
    [undefined, 'ws://localhost:5000/ws', 'ws://localhost:5000/ws'],
  ]) {
    assert.equal(urlWith(base, { url }), expected);
  }
});

test('names the user in the address', () => {
  assert.equal(urlWith(undefined, { url: 'ws://h/ws?a=b', user: 'jörg & co' }), 'ws://h/ws?a=b&user=j%C3%B6rg+%26+co');
});

test('says what an address looks like where there is none', () => {
  for (const url of [undefined, '/ws', 'http://']) {
    assert.throws(() => urlWith(undefined, { url }), { name: 'TypeError', message: /like ws:\/\/localhost:5000\/ws/ });
  }
});

test('says that there is no WebSocket, and how to give it one', () => {
  const { environment } = new World().browser.open();

  assert.throws(() => connect({ url: 'ws://h/ws', environment: { ...environment, WebSocket: undefined } }), {
    name: 'TypeError',
    message: /WebSocket/,
  });
});

test('connects with the WebSocket that it is given', async () => {
  const world = new World();
  const tab = world.browser.open();
  const { WebSocket } = tab.environment;
  tab.environment.WebSocket = undefined;

  const { wire } = await world.page({ WebSocket }, tab);

  assert.equal(wire.status.state, 'connected');
});

test('never connects where WebSockets are switched off', async () => {
  const world = new World();
  const { wire, tab } = await world.page({ enableWebSocket: false });
  const became = outcome(wire.channel('job:1').publish('note', 1));
  wire.channel('job:1').on('message', () => {});

  wire.reconnect();
  tab.tell('pageshow');
  await world.time.advance(100_000);

  assert.deepEqual(wire.status, { state: 'closed', reason: 'WebSockets are switched off by enableWebSocket.' });
  assert.ok(became.error instanceof FundwireError);
  assert.equal(became.error.code, 'closed');
  assert.equal(world.server.attempts.length, 0);
  wire.close();
});
