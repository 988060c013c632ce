// The server dies and comes back: the client does too, as who it was, and misses nothing.
import assert from 'node:assert/strict';
import test from 'node:test';
import { WITHIN, until } from './patience.js';
import { Proxy } from './proxy.js';
import { Server } from './server.js';
import { Visitor, range } from './visitor.js';

// The delays do not grow as the server takes its time.
const QUICK = { reconnectInterval: 1 };

test('a server that is killed', WITHIN, async (t) => {
  const server = await Server.start(t);
  const proxy = await Proxy.open(t, server);
  const url = server.webSocket(proxy.port);

  await t.test('costs a client that comes back nothing that was published meanwhile', async (t) => {
    const alice = await Visitor.connect(t, url, { user: 'alice', ...QUICK });
    await alice.follow('conversation:1');
    const { clientId } = alice.wire;
    const early = await server.notify('alice', 'early');
    await alice.notification(early);
    await server.publish('conversation:1', ...range(1, 5));
    await alice.payloads(5);
    // What the last of these was told may never have arrived.
    await server.publish('conversation:1', 6, 7);
    proxy.refuse();

    await server.kill();
    const lost = await alice.reach('reconnecting');
    assert.equal(typeof lost.at, 'number');
    assert.match(lost.reason, /\w{3,} .*\w/, 'says why in words');
    await server.start();
    await server.publish('conversation:1', ...range(8, 150));
    const late = [await server.notify('alice', 'late'), await server.notify('alice', 'later')];
    const since = alice.statuses.length;
    await proxy.accept();

    const back = await alice.return(since);
    assert.equal(back.resumed, true);
    assert.equal(back.clientId, clientId);
    assert.equal(back.userId, 'alice');
    await server.publish('conversation:1', 151);
    assert.deepEqual(await alice.payloads(151), range(1, 151));
    assert.deepEqual(alice.messages.map(({ offset }) => offset), range(1, 151));
    await alice.notification(late[1]);
    const announced = alice.notifications.map(({ notificationId }) => notificationId);
    assert.deepEqual(announced, [early, ...late], 'each once, the oldest first');
    await until('three unread notifications', () => alice.wire.notifications.unread === 3);
  });

  await t.test('gets what was published while it was down, once and in order', async (t) => {
    const alice = await Visitor.connect(t, url, { user: 'alice', ...QUICK });
    const channel = await alice.follow('conversation:2');
    await server.kill();
    await alice.reach('reconnecting');

    const published = range(1, 20).map((n) => channel.publish('chat', n));
    await server.start();

    const offsets = (await Promise.all(published)).map(({ offset }) => offset);
    assert.deepEqual(offsets, range(1, 20));
    assert.deepEqual(await server.log('conversation:2'), range(1, 20));
    assert.deepEqual(await alice.payloads(20), range(1, 20));
  });

  await t.test('gets the acknowledgements that were made while it was down', async (t) => {
    const carol = await Visitor.connect(t, url, { user: 'carol', ...QUICK });
    const [first, second] = [await server.notify('carol', 'first'), await server.notify('carol', 'second')];
    await carol.notification(second);
    await server.kill();
    await carol.reach('reconnecting');

    const acknowledged = [
      (await carol.notification(first)).read(),
      (await carol.notification(second)).dismiss(),
    ];
    await server.start();

    await Promise.all(acknowledged);
    assert.equal((await server.delivery(first)).status, 'read');
    assert.equal((await server.delivery(second)).status, 'dismissed');
    assert.equal(carol.notifications.length, 2, 'announces none of them again');
  });
});
