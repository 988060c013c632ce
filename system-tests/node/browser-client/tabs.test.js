// Several tabs of one browser: they have one connection, whichever of them is closed.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Profile, connected, launch, noBrowser, payloads, reach, returned, statuses } from './browser.js';
import { WITHIN, until } from './patience.js';
import { Server } from './server.js';

// A takeover is to take less than a second; a machine that runs tests may be slow.
const TAKEOVER_MILLIS = 20_000;

test('tabs', { ...WITHIN, skip: noBrowser }, async (t) => {
  const [server, browser] = await Promise.all([Server.start(t), launch(t)]);

  await t.test('share one connection, and go on when the one that has it is closed', async (t) => {
    const profile = await Profile.open(t, browser);
    const channel = 'conversation:shared';
    const leader = await profile.visit(server.origin(), { channel });
    const second = await profile.visit(server.origin(), { channel });
    const third = await profile.visit(server.origin(), { channel });
    const clientId = await connected(leader);
    assert.equal(await connected(second), clientId);
    assert.equal(await connected(third), clientId);
    assert.deepEqual((await server.clients()).map((client) => client.clientId), [clientId]);

    await server.publish(channel, 'to all');
    await Promise.all([leader, second, third].map((page) => payloads(page, 1)));
    const offset = await second.evaluate(async () => (await window.channel.publish('chat', 'by a tab')).offset);
    assert.equal(offset, 2);
    for (const page of [leader, second, third]) {
      assert.deepEqual(await payloads(page, 2), ['to all', 'by a tab']);
    }

    const closing = Date.now();
    const closed = leader.close();
    await server.publish(channel, 'in between');
    await closed;
    await server.publish(channel, 'closed');
    const published = await second.evaluate(async () => {
      const { offset } = await window.channel.publish('chat', 'by the heir');
      return { offset, when: Date.now() };
    });
    assert.equal(published.offset, 5);

    const all = ['to all', 'by a tab', 'in between', 'closed', 'by the heir'];
    for (const page of [second, third]) {
      assert.deepEqual(await payloads(page, 5), all);
      assert.equal(await connected(page), clientId);
    }
    const heard = await second.evaluate(() => window.messages.find(({ payload }) => payload === 'closed').when);
    const took = Math.max(heard, published.when) - closing;
    t.diagnostic(`another tab had taken over ${took} ms after the closing`);
    assert.ok(took < TAKEOVER_MILLIS, `${took} ms`);
    await until('one connection', async () => {
      const clients = await server.clients();
      return clients.length === 1 && clients[0].clientId === clientId;
    });
  });

  await t.test('go on when the one that has the connection is loaded again, or crashes', async (t) => {
    const profile = await Profile.open(t, browser);
    const channel = 'conversation:reloaded';
    const first = await profile.visit(server.origin(), { channel });
    const second = await profile.visit(server.origin(), { channel });
    const clientId = await connected(first);
    await server.publish(channel, 'before');
    await Promise.all([payloads(first, 1), payloads(second, 1)]);
    // When the new document asks for it, the old one is gone.
    await profile.context.route('**/fundwire.js', async (route) => {
      await server.publish(channel, 'meanwhile');
      await route.fallback();
    });

    await first.reload();

    assert.equal(await connected(first), clientId);
    assert.deepEqual(await payloads(first, 1), ['meanwhile']);
    assert.deepEqual(await payloads(second, 2), ['before', 'meanwhile']);
    assert.equal((await server.clients()).length, 1);

    const since = await statuses(first);
    const crash = second.waitForEvent('crash');
    second.goto('chrome://crash').catch(() => {});
    await crash;
    await server.publish(channel, 'after the crash');

    assert.equal((await returned(first, since)).clientId, clientId);
    assert.deepEqual(await payloads(first, 2), ['meanwhile', 'after the crash']);
  });

  await t.test('come back together after the server was killed, with what each published', async (t) => {
    const profile = await Profile.open(t, browser);
    const channel = 'conversation:together';
    const pages = [];
    for (const _ of ['leader', 'other']) {
      pages.push(await profile.visit(server.origin(), { channel }));
    }
    const clientId = await connected(pages[0]);
    const since = await Promise.all(pages.map(statuses));

    await server.kill();
    await Promise.all(pages.map((page) => reach(page, 'reconnecting')));
    for (const [i, page] of pages.entries()) {
      await page.evaluate((payload) => {
        window.published = window.channel.publish('chat', payload);
      }, `by tab ${i}`);
    }
    await server.start();

    for (const [i, page] of pages.entries()) {
      const back = await returned(page, since[i]);
      assert.equal(back.resumed, true);
      assert.equal(back.clientId, clientId);
      await page.evaluate(() => window.published);
    }
    const log = await server.log(channel);
    assert.deepEqual([...log].sort(), ['by tab 0', 'by tab 1']);
    for (const page of pages) {
      assert.deepEqual(await payloads(page, 2), log);
    }
    assert.equal((await server.clients()).length, 1);
  });

  await t.test('that are duplicates of each other do not take the id from each other', async (t) => {
    const profile = await Profile.open(t, browser);
    const channel = 'conversation:duplicate';
    const first = await profile.visit(server.origin(), { channel, options: { share: false } });
    // What a page leaves to the next one in its tab must not be there for a duplicate.
    await first.reload();
    const clientId = await connected(first);
    const since = await statuses(first);

    const [duplicate] = await Promise.all([
      profile.context.waitForEvent('page'),
      first.evaluate(() => {
        window.open(location.href);
      }),
    ]);

    const other = await connected(duplicate);
    assert.notEqual(other, clientId);
    const clients = (await server.clients()).map((client) => client.clientId);
    assert.deepEqual(clients.sort(), [clientId, other].sort());
    await server.publish(channel, 'to both');
    assert.deepEqual(await payloads(first, 1), ['to both']);
    assert.deepEqual(await payloads(duplicate, 1), ['to both']);
    assert.equal(await connected(first), clientId);
    assert.equal(await statuses(first), since, 'nothing happened to the first');

    // Each is itself also after a reload.
    await Promise.all([first.reload(), duplicate.reload()]);
    assert.equal(await connected(first), clientId);
    assert.equal(await connected(duplicate), other);
  });
});
