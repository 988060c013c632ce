// The network between the client and a server that is well all the time.
import assert from 'node:assert/strict';
import test from 'node:test';
import { WITHIN, until } from './patience.js';
import { Proxy } from './proxy.js';
import { Server } from './server.js';
import { Visitor, range } from './visitor.js';

// At the same time, as each waits for its client to come back.
test('a network', { ...WITHIN, concurrency: true }, async (t) => {
  const server = await Server.start(t);
  const tests = [];
  const network = (what, body) => tests.push(t.test(what, async (t) => {
    const proxy = await Proxy.open(t, server);
    await body(t, proxy, server.webSocket(proxy.port));
  }));

  network('that breaks in the middle of a frame loses nothing and doubles nothing', async (t, proxy, url) => {
    const alice = await Visitor.connect(t, url, { user: 'alice' });
    await alice.follow('conversation:1');
    const { clientId } = alice.wire;
    const since = alice.statuses.length;
    const long = 'long '.repeat(1000);

    await server.publish('conversation:1', 'whole');
    await alice.payloads(1);
    proxy.cutAfter(2000);
    await server.publish('conversation:1', long, 'after');

    const back = await alice.return(since);
    assert.equal(back.resumed, true);
    assert.equal(back.clientId, clientId);
    assert.deepEqual(await alice.payloads(3), ['whole', long, 'after']);
  });

  network('that is cut again and again loses nothing and doubles nothing', async (t, proxy, url) => {
    const alice = await Visitor.connect(t, url, { reconnectInterval: 1 });
    await alice.follow('conversation:2');

    for (const first of [1, 16, 31, 46]) {
      const since = alice.statuses.length;
      await server.publish('conversation:2', ...range(first, first + 9));
      proxy.cut();
      await server.publish('conversation:2', ...range(first + 10, first + 14));
      assert.equal((await alice.return(since)).resumed, true);
    }

    assert.deepEqual(await alice.payloads(60), range(1, 60));
  });

  network('that passes nothing any more is noticed', async (t, proxy, url) => {
    const alice = await Visitor.connect(t, url, { heartbeatInterval: 200 });
    await alice.follow('conversation:3');
    const { clientId } = alice.wire;
    const since = alice.statuses.length;

    proxy.freeze();
    await server.publish('conversation:3', 'unheard');

    // A WebSocket that is closed waits for its server, up to 30 s: the client must not.
    const back = await alice.return(since, 25_000);
    assert.equal(back.resumed, true);
    assert.equal(back.clientId, clientId);
    assert.deepEqual(await alice.payloads(1), ['unheard']);
  });

  network('that is away lets what is published wait', async (t, proxy, url) => {
    const alice = await Visitor.connect(t, url);
    const channel = await alice.follow('conversation:4');
    proxy.refuse();
    proxy.cut();
    await alice.reach('reconnecting');

    const published = range(1, 30).map((n) => channel.publish('chat', n));
    await until('an attempt that fails', () => alice.wire.status.attempt > 1);
    await proxy.accept();

    assert.deepEqual((await Promise.all(published)).map(({ offset }) => offset), range(1, 30));
    assert.deepEqual(await server.log('conversation:4'), range(1, 30));
    assert.deepEqual(await alice.payloads(30), range(1, 30));
  });

  network('that breaks before the answers to what was published leaves it published once', async (t, proxy, url) => {
    const alice = await Visitor.connect(t, url);
    const channel = await alice.follow('conversation:5');
    const since = alice.statuses.length;

    proxy.cutBefore('"published"');
    const published = range(1, 10).map((n) => channel.publish('chat', n));

    assert.deepEqual((await Promise.all(published)).map(({ offset }) => offset), range(1, 10));
    assert.ok(await alice.return(since), 'it was cut');
    assert.deepEqual(await server.log('conversation:5'), range(1, 10));
    assert.deepEqual(await alice.payloads(10), range(1, 10));
  });

  network('that breaks before an acknowledgement is confirmed has it repeated', async (t, proxy, url) => {
    const bob = await Visitor.connect(t, url, { user: 'bob' });
    const id = await server.notify('bob', 'Report');
    const notification = await bob.notification(id);
    const since = bob.statuses.length;

    proxy.cutBefore('"notification-acked"');
    await notification.read();

    assert.ok(await bob.return(since), 'it was cut');
    assert.equal((await server.delivery(id)).status, 'read');
  });

  network('that is away lets acknowledgements wait', async (t, proxy, url) => {
    const dora = await Visitor.connect(t, url, { user: 'dora' });
    const id = await server.notify('dora', 'Report');
    const notification = await dora.notification(id);
    proxy.refuse();
    proxy.cut();
    await dora.reach('reconnecting');

    const read = notification.read();
    assert.notEqual((await server.delivery(id)).status, 'read');
    await proxy.accept();

    await read;
    assert.equal((await server.delivery(id)).status, 'read');
  });

  await Promise.all(tests);
});
