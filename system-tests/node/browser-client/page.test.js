// One page in Chromium, while the server and the network do what they do.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Profile, connected, launch, noBrowser, payloads, picture, reach, returned, statuses } from './browser.js';
import { WITHIN } from './patience.js';
import { Proxy } from './proxy.js';
import { Server } from './server.js';
import { range } from './visitor.js';

// The delays do not grow as the server takes its time.
const QUICK = { reconnectInterval: 1 };

test('a page', { ...WITHIN, skip: noBrowser }, async (t) => {
  const [server, browser] = await Promise.all([Server.start(t), launch(t)]);
  const proxy = await Proxy.open(t, server);
  const origin = server.origin(proxy.port);

  await t.test('loses nothing when the server is killed and comes back', async (t) => {
    const profile = await Profile.open(t, browser);
    const page = await profile.visit(origin, { options: { user: 'alice', ...QUICK }, channel: 'conversation:killed' });
    const clientId = await connected(page);
    await server.publish('conversation:killed', 1, 2);
    await payloads(page, 2);
    const since = await statuses(page);
    proxy.refuse();

    await server.kill();
    await reach(page, 'reconnecting');
    await server.start();
    await server.publish('conversation:killed', 3, 4);
    const notification = await server.notify('alice', 'Meanwhile');
    await proxy.accept();

    const back = await returned(page, since);
    assert.equal(back.resumed, true);
    assert.equal(back.clientId, clientId);
    await server.publish('conversation:killed', 5);
    assert.deepEqual(await payloads(page, 5), range(1, 5));
    await page.waitForFunction(() => window.notifications.length > 0);
    assert.deepEqual(await page.evaluate(() => window.notifications), [notification]);
    await page.screenshot({ path: picture('page-after-restart') });
  });

  await t.test('is after a reload who it was, and gets what it missed', async (t) => {
    const profile = await Profile.open(t, browser);
    const page = await profile.visit(origin, { channel: 'conversation:reload' });
    const clientId = await connected(page);
    await server.publish('conversation:reload', 'before');
    await payloads(page, 1);
    // When the new document asks for it, the old one is gone.
    await profile.context.route('**/fundwire.js', async (route) => {
      await server.publish('conversation:reload', 'meanwhile', 'meanwhile too');
      await route.fallback();
    });

    await page.reload();

    assert.equal(await connected(page), clientId);
    assert.equal(await page.evaluate(() => window.wire.status.resumed), true);
    await server.publish('conversation:reload', 'after');
    assert.deepEqual(await payloads(page, 3), ['meanwhile', 'meanwhile too', 'after']);
    assert.equal((await server.clients()).length, 1, 'with no connection left over');
  });

  await t.test('that is offline publishes once it is online again, and once only', async (t) => {
    const profile = await Profile.open(t, browser);
    const page = await profile.visit(origin, { channel: 'conversation:offline' });
    const clientId = await connected(page);
    const since = await statuses(page);

    proxy.refuse();
    await profile.context.setOffline(true);
    proxy.cut();
    await reach(page, 'offline');
    assert.match(await page.evaluate(() => window.wire.status.reason), /\w{3,} .*\w/, 'says why in words');
    await page.evaluate(() => {
      window.published = window.channel.publish('chat', 'written offline');
    });
    await server.publish('conversation:offline', 'by somebody else');
    await proxy.accept();
    await profile.context.setOffline(false);

    const back = await returned(page, since);
    assert.equal(back.resumed, true);
    assert.equal(back.clientId, clientId);
    assert.equal((await page.evaluate(() => window.published)).offset, 2);
    const all = ['by somebody else', 'written offline'];
    assert.deepEqual(await server.log('conversation:offline'), all);
    assert.deepEqual(await payloads(page, 2), all);
  });

  await t.test('of another origin takes the client from the server and connects to it', async (t) => {
    const profile = await Profile.open(t, browser);
    const page = await profile.visit(origin, {
      channel: 'conversation:foreign',
      module: `${server.origin()}/fundwire.js`,
    });
    const clientId = await connected(page);

    const since = await statuses(page);

    // Nothing of it goes to where the page came from.
    proxy.refuse();
    proxy.cut();
    await server.publish('conversation:foreign', 'hello');

    assert.deepEqual(await payloads(page, 1), ['hello']);
    assert.ok((await server.clients()).some((client) => client.clientId === clientId));
    assert.equal(await statuses(page), since, 'nothing happened to the connection');
  });
});
