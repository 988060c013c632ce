// A planned restart under many clients: all come back, and not all at once.
import assert from 'node:assert/strict';
import test from 'node:test';
import { WITHIN, until } from './patience.js';
import { Server } from './server.js';
import { Visitor, WebSocketOfNode } from './visitor.js';

const CROWD = 500;

// The server lets two seconds pass for the restart itself.
const RESTART_MILLIS = 2000;

test('five hundred clients come back after a restart, spread over the window', WITHIN, async (t) => {
  const server = await Server.start(t);
  const crowd = await Promise.all(Array.from({ length: CROWD }, () => newcomer(t, server)));
  const ids = crowd.map(({ visitor }) => visitor.wire.clientId);
  assert.equal(new Set(ids).size, CROWD);

  await server.terminate();
  await server.start();

  await until(
    () => `all to be back; ${crowd.filter(({ returned }) => returned).length} are`,
    () => crowd.every(({ returned }) => returned),
  );
  assert.deepEqual(crowd.map(({ returned }) => returned.clientId), ids);
  assert.ok(crowd.every(({ returned }) => returned.resumed), 'all are who they were');
  assert.equal((await server.clients()).length, CROWD);

  const { minMillis, maxMillis } = crowd[0].window;
  const tenths = new Array(10).fill(0);
  for (const { toldAt, delayMillis, plannedAt, triedAt } of crowd) {
    assert.ok(plannedAt >= toldAt + delayMillis - 5, `planned ${plannedAt - toldAt}, told ${delayMillis}`);
    assert.ok(plannedAt <= toldAt + delayMillis + 5000, `planned ${plannedAt - toldAt}, told ${delayMillis}`);
    assert.ok(triedAt >= plannedAt - 5, `tried ${plannedAt - triedAt} ms before its time`);
    const wait = plannedAt - toldAt - RESTART_MILLIS - minMillis;
    const tenth = Math.floor((wait / (maxMillis - minMillis)) * 10);
    tenths[Math.min(9, Math.max(0, tenth))]++;
  }
  t.diagnostic(`attempts in each tenth of the window: ${tenths}`);
  assert.ok(tenths.every((count) => count > 0 && count < CROWD / 3), `spread: ${tenths}`);
});

/** One of them: when it was told to go, when it wanted to come back, and when it tried first. */
async function newcomer(t, server) {
  const seen = {};
  class Recorded extends WebSocketOfNode {
    constructor(url) {
      super(url);
      if (seen.toldAt !== undefined) {
        seen.triedAt ??= Date.now();
      }
      this.addEventListener('message', ({ data: text }) => {
        const { type, data } = JSON.parse(text);
        if (type === 'connection') {
          seen.window ??= data.reconnect;
        } else if (type === 'reconnect') {
          seen.toldAt = Date.now();
          seen.delayMillis = data.delayMillis;
        }
      });
    }
  }
  seen.visitor = await Visitor.connect(t, server.webSocket(), { WebSocket: Recorded });
  seen.visitor.wire.on('status', (status) => {
    if (status.state === 'reconnecting') {
      seen.plannedAt ??= status.at;
    } else if (status.state === 'connected') {
      seen.returned = status;
    }
  });
  return seen;
}
