// The console as a person uses it, in Chromium.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import WebSocket from 'ws';
import { Profile, launch, noBrowser, picture } from '../browser-client/browser.js';
import { until } from '../browser-client/patience.js';
import { Server } from '../browser-client/server.js';
import { Visitor } from '../browser-client/visitor.js';

const axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const MARKUP = '<img src=x onerror="document.title=\'hacked\'"><script>document.title="hacked"</script><b>bold</b>';
const VIEWS = ['overview', 'clients', 'notifications', 'try'];

/** Opens a view of the console, and waits until its heading is there. */
async function open(profile, server, view) {
  const page = await profile.context.newPage();
  await page.goto(`${server.origin()}/#${view}`);
  await page.locator('h2').first().waitFor();
  await page.locator('#pulse', { hasText: 'Connected' }).waitFor();
  return page;
}

/** So many clients, with nothing but a socket each. */
async function crowd(t, server, size) {
  const sockets = [];
  t.after(() => sockets.forEach((socket) => socket.terminate()));
  while (sockets.length < size) {
    const some = Array.from({ length: Math.min(250, size - sockets.length) }, () => new WebSocket(server.webSocket()));
    sockets.push(...some);
    await Promise.all(some.map((socket) => once(socket, 'open')));
  }
}

/** In the page: scrolls to its end and back, and answers how long each frame took, in milliseconds. */
async function scrolled() {
  const frames = [];
  let before = performance.now();
  for (let i = 0; i < 30; i++) {
    scrollTo(0, i < 15 ? i * 200 : (30 - i) * 200);
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - before);
    before = performance.now();
  }
  return frames;
}

const card = (page, name) => page.getByRole('region', { name, exact: true });

test('the console', { skip: noBrowser }, async (t) => {
  const [server, browser] = await Promise.all([Server.start(t), launch(t)]);

  await t.test('shows how the server is, with ten minutes of history', async (t) => {
    const page = await open(await Profile.open(t, browser), server, 'overview');
    await page.getByText('✅ Connected').waitFor();
    await page.getByText('✅ Online').waitFor();
    await page.getByText(/(GOOD|FAIR|SLOW) • \d+ ms avg/).waitFor();
    await page.locator('.uplot').first().waitFor();
    assert.equal(await page.locator('.uplot').count(), 6);
    await page.getByRole('img', { name: /^Clients: connected \d/ }).waitFor();
    await page.getByText('Up for').waitFor();
  });

  await t.test('finds a client, shows its frames, disconnects it, and says why it left', async (t) => {
    const visitor = await Visitor.connect(t, server.webSocket(), { user: 'findme' });
    await Promise.all(['one', 'two'].map((user) => Visitor.connect(t, server.webSocket(), { user })));
    await visitor.wire.request('system-health-request');
    const page = await open(await Profile.open(t, browser), server, 'clients');
    await page.getByLabel('Search by user or client id').fill('FINDM');
    await page.getByText('1 client', { exact: true }).waitFor();
    await page.getByRole('link', { name: visitor.wire.clientId }).click();
    await card(page, 'Flight recorder').getByText('system-health-request').waitFor();
    page.on('dialog', (dialog) => dialog.accept());
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await visitor.reach('closed');
    await page.getByText('It is disconnected.').waitFor();
    await card(page, 'About it').getByText(/operator/).waitFor();
    await page.getByRole('link', { name: '‹ All clients' }).click();
    const row = card(page, 'Left in the last hour').getByRole('row', { name: /findme/ });
    await row.getByText(/operator/).waitFor();
  });

  await t.test('sends a notification, fills its ledger, acknowledges and withdraws', async (t) => {
    const page = await open(await Profile.open(t, browser), server, 'notifications');
    await page.getByLabel('Title').fill('Approve it?');
    await page.getByRole('button', { name: 'Send' }).click();
    await card(page, 'What became of it').getByRole('cell', { name: 'delivered' }).waitFor();
    await page.getByRole('group', { name: 'Approve it?' }).getByRole('button', { name: 'Approve' }).click();
    await card(page, 'What became of it').getByRole('cell', { name: 'approve' }).waitFor();
    await page.getByText('Nothing to read.').waitFor();

    await page.getByLabel('User id').fill('somebody-else');
    await page.getByRole('button', { name: 'Send' }).click();
    const second = card(page, 'What became of it').first();
    await second.getByRole('cell', { name: 'pending' }).waitFor();
    await second.getByRole('button', { name: 'Withdraw' }).click();
    await second.getByText(/^withdrawn/).first().waitFor();
  });

  await t.test('lets two users talk, cuts one of them, and loses nothing', async (t) => {
    const page = await open(await Profile.open(t, browser), server, 'try');
    const [ada, ben] = ['Ada', 'Ben'].map((name) => page.getByRole('group', { name }));
    for (const pane of [ada, ben]) {
      await pane.getByText('connected').waitFor();
    }
    await page.getByLabel('Message of Ada').pressSequentially('Hel');
    await ben.getByText('Ada is typing…').waitFor();
    await page.getByLabel('Message of Ada').fill('Hello Ben');
    await ada.getByRole('button', { name: 'Send' }).click();
    await ben.getByText('Hello Ben').waitFor();

    await ben.getByRole('button', { name: 'Cut the connection' }).click();
    await ben.getByText('cut', { exact: true }).waitFor();
    await page.getByLabel('Message of Ben').fill('From the tunnel');
    await ben.getByRole('button', { name: 'Send' }).click();
    await page.getByLabel('Message of Ada').fill('While you were away');
    await ada.getByRole('button', { name: 'Send' }).click();
    await ada.locator('.talk li:not(.faint)', { hasText: 'While you were away' }).waitFor();
    await ben.getByText('From the tunnel (waiting)').waitFor();
    await ben.getByRole('button', { name: 'Connect again' }).click();
    await ada.getByText('From the tunnel').waitFor();
    await ben.getByText('While you were away').waitFor();
    for (const pane of [ada, ben]) {
      await until('three messages', async () => (await pane.locator('.talk li').count()) === 3);
      assert.equal(await pane.getByText('(waiting)').count(), 0);
    }
  });

  await t.test('moves the bar of a job, and conflates prices', async (t) => {
    const page = await open(await Profile.open(t, browser), server, 'try');
    await page.getByRole('button', { name: 'Start a job' }).click();
    await page.getByText('Done.').waitFor();
    assert.equal(await page.getByRole('progressbar').evaluate((bar) => bar.value), 100);
    await page.getByText(/published, \d+ shown/).waitFor();
    const counts = async () =>
      /(\d+) published, (\d+) shown/.exec(await page.getByText(/published, \d+ shown/).textContent()).slice(1).map(Number);
    const [published, shown] = await until('enough prices', async () => {
      const [all, seen] = await counts();
      return all > 60 && seen > 0 ? [all, seen] : undefined;
    });
    assert.ok(shown < published, `${shown} of ${published}`);
  });

  await t.test('keeps markup of strangers text', async (t) => {
    const evil = await Visitor.connect(t, server.webSocket(), { user: MARKUP });
    await server.call('POST', '/api/notifications', { audience: { user: 'demo-user' }, title: MARKUP, body: MARKUP, actions: [{ id: 'a', label: MARKUP.slice(0, 80) }] });
    const profile = await Profile.open(t, browser);
    for (const view of ['clients', `clients/${encodeURIComponent(evil.wire.clientId)}`, 'notifications']) {
      const page = await open(profile, server, view);
      await page.getByText('<b>bold</b>').first().waitFor();
      assert.equal(await page.locator('main img, main script, main b').count(), 0, view);
      assert.notEqual(await page.title(), 'hacked');
    }
  });

  await t.test('pages through five thousand clients, whose table stays small', async (t) => {
    const big = await Server.start(t, '--max-connections', '6000');
    await crowd(t, big, 5000);
    const page = await open(await Profile.open(t, browser), big, 'clients');
    await page.getByText('5,001 clients').waitFor();
    const first = () => page.locator('tbody tr a').first().textContent();
    const before = await first();
    for (let i = 0; i < 50; i++) {
      const shown = await first();
      await page.getByRole('button', { name: 'Next page' }).click();
      await page.waitForFunction((was) => document.querySelector('tbody tr a').textContent !== was, shown);
      assert.ok((await page.locator('tbody tr').count()) <= 110);
    }
    await page.getByRole('button', { name: 'Next page', disabled: true }).waitFor();
    await page.getByLabel('Search by user or client id').fill(before);
    await page.getByText('1 client', { exact: true }).waitFor();
    // What costs when a table scrolls is laying it out: that is of the rows of one page, however many clients there are.
    const frames = await page.evaluate(scrolled);
    t.diagnostic(`frames while scrolling took ${frames.map(Math.round).join(', ')} ms`);
  });

  await t.test('stays in its frame, however long a text is, and connects again when it was disconnected itself', async (t) => {
    const page = await open(await Profile.open(t, browser), server, 'notifications');
    await page.getByRole('textbox', { name: 'Title' }).fill('W'.repeat(256));
    await page.getByRole('textbox', { name: 'Text' }).fill('W'.repeat(8000));
    await page.getByRole('button', { name: 'Send' }).click();
    await card(page, 'What became of it').getByRole('cell', { name: 'delivered' }).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));

    for (const { clientId } of await server.clients()) {
      await server.call('DELETE', `/api/clients/${clientId}`);
    }
    await page.getByText('Closed: ').waitFor();
    await page.getByRole('button', { name: 'Connect again' }).click();
    await page.locator('#pulse', { hasText: 'Connected' }).waitFor();
  });

  await t.test('comes back by itself when the server was killed', async (t) => {
    const own = await Server.start(t);
    const page = await open(await Profile.open(t, browser), own, 'overview');
    await own.kill();
    await page.locator('#pulse', { hasText: 'Reconnecting' }).waitFor();
    await page.getByText('❌ Not reached').waitFor();
    await own.start();
    await page.locator('#pulse', { hasText: 'Connected' }).waitFor();
    await page.getByText('✅ Online').waitFor();
  });

  for (const colorScheme of ['light', 'dark']) {
    await t.test(`is accessible and pictured, ${colorScheme}, wide and narrow`, async (t) => {
      const profile = await Profile.open(t, browser);
      for (const view of VIEWS) {
        const page = await open(profile, server, view);
        await page.emulateMedia({ colorScheme });
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await page.screenshot({ path: picture(`console-${view}-${colorScheme}-${width}`), fullPage: true });
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${view} is ${overflow} px too wide at ${width}`);
          // By the debugger's way in, as the page's policy lets no code in.
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => window.axe.run());
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], view);
        }
        await page.close();
      }
    });
  }
});
