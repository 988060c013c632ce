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

/** Something to see in each view; answers the id of a client that did something. */
async function scene(t, server) {
  const [alice, bob] = await Promise.all(['alice', 'bob'].map((user) => Visitor.connect(t, server.webSocket(), { user })));
  const channel = await alice.follow('conversation:42');
  await channel.publish('chat', { text: 'Shall we look at the report of fund 7 this afternoon?' });
  await alice.wire.request('system-health-request');
  bob.wire.close();
  await server.call('POST', '/api/notifications', {
    audience: { user: 'demo-user' }, title: 'Index is rebuilt', body: 'It took 41 seconds.', severity: 'success',
  });
  return alice.wire.clientId;
}

/** What a person does in a view before it is pictured. */
const PREPARATIONS = {
  overview: (page) => page.locator('.uplot').last().waitFor(),
  clients: (page) => card(page, 'Left in the last hour').getByText('bob').waitFor(),
  client: (page) => page.locator('summary').first().click(),
  notifications: async (page) => {
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('group', { name: 'Report ready' }).first().waitFor();
    await card(page, 'What became of it').first().getByRole('cell', { name: 'delivered' }).waitFor();
  },
  try: async (page) => {
    await page.getByRole('button', { name: 'Start a job' }).click();
    await page.getByLabel('Message of Ada').fill('Hello Ben');
    await page.getByRole('group', { name: 'Ada' }).getByRole('button', { name: 'Send' }).click();
    await page.getByRole('group', { name: 'Ben' }).getByText('Hello Ben').waitFor();
    await page.getByLabel('Message of Ben').pressSequentially('Hel');
    await page.getByRole('group', { name: 'Ada' }).getByText('Ben is typing…').waitFor();
  },
};

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

/** What has the focus, by the name that a screen reader says; and that one sees that it has it. */
function focus(page) {
  return page.evaluate(() => {
    const { activeElement: one } = document;
    const name = one.labels?.[0]?.textContent ?? one.getAttribute('aria-label') ?? (one === document.body ? '' : one.textContent.trim());
    return { name, outline: getComputedStyle(one).outlineStyle };
  });
}

async function focused(page, name) {
  assert.deepEqual(await focus(page), { name, outline: 'solid' });
}

/** Presses the key until that has the focus. */
async function tabTo(page, name, key = 'Tab') {
  const passed = [];
  while (passed.at(-1) !== name) {
    assert.ok(passed.length < 60, `no way to ${name} by ${key}, only to ${passed}`);
    await page.keyboard.press(key);
    passed.push((await focus(page)).name);
  }
  await focused(page, name);
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

    // The next sample is seconds away.
    await page.route('**/api/health/history', (route) => route.abort('connectionrefused'));
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.equal(await page.locator('.uplot').count(), 6);
    const connected = page.locator('.uplot').first().locator('.u-value').last();
    await until('the latest value', async () => /^\d+$/.test(await connected.textContent()));
  });

  await t.test('shows each view from its heading on, wherever the one before was scrolled to', async (t) => {
    const page = await open(await Profile.open(t, browser), server, 'overview');
    await page.getByText(server.webSocket()).waitFor();
    for (const [view, height] of [['Try it', 700], ['Overview', 400]]) {
      await page.setViewportSize({ width: 1280, height });
      await page.evaluate(() => scrollTo(0, 500));
      await page.getByRole('navigation').getByRole('link', { name: view }).click();
      const heading = page.getByRole('heading', { level: 2, name: view });
      await heading.waitFor();
      const below = await page.locator('header').first().boundingBox();
      await until(`the heading of ${view}`, async () => (await heading.boundingBox()).y >= below.height);
    }
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
    await page.goBack();
    await page.getByText('1 client', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('Search by user or client id').inputValue(), 'FINDM');
    await page.goForward();
    const recorder = card(page, 'Flight recorder');
    await recorder.getByRole('cell', { name: 'heartbeat' }).first().waitFor();
    await page.getByLabel('Hide heartbeats').check();
    await recorder.getByRole('cell', { name: 'heartbeat' }).first().waitFor({ state: 'detached' });
    await recorder.getByText('system-health-request').waitFor();
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
    const columns = await card(page, 'What became of it').getByRole('columnheader').allTextContents();
    assert.deepEqual(columns, ['User', 'Status', 'Sent', 'Read', 'Button pressed'], 'only what is known is a column');

    await page.getByText('demo-user is connected and gets it at once.').waitFor();
    await page.getByLabel('User id').fill('somebody-else');
    await page.getByText('Nobody of the name somebody-else is connected: it waits').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    const second = card(page, 'What became of it').first();
    await second.getByRole('cell', { name: 'pending' }).waitFor();
    page.once('dialog', (dialog) => dialog.dismiss());
    await second.getByRole('button', { name: 'Withdraw' }).click();
    await second.getByRole('cell', { name: 'pending' }).waitFor();
    page.once('dialog', (dialog) => dialog.accept());
    await second.getByRole('button', { name: 'Withdraw' }).click();
    await second.getByText(/^withdrawn/).first().waitFor();

    await page.reload();
    await card(page, 'What became of it').first().getByText(/^withdrawn/).first().waitFor();
    await card(page, 'What became of it').last().getByRole('cell', { name: 'approve' }).waitFor();
    assert.equal(await card(page, 'What became of it').count(), 2);
  });

  await t.test('says who gets a notification, and when a field takes no more', async (t) => {
    const page = await open(await Profile.open(t, browser), server, 'notifications');
    const whom = page.getByLabel('User id');
    await whom.waitFor();
    await page.getByLabel('To', { exact: true }).selectOption('Everyone');
    await page.getByText('Goes to all users who were here').waitFor();
    await whom.waitFor({ state: 'hidden' });
    await page.getByLabel('To', { exact: true }).selectOption('One user');
    await whom.waitFor();

    await page.getByLabel('Title').fill('W'.repeat(250));
    await page.getByText('6 characters left.').waitFor();
    await page.getByLabel('Title').fill('W'.repeat(256));
    await page.getByText('Full: 256 characters at most.').waitFor();
    await page.getByLabel('Title').fill('Short');
    await page.getByText('Full: 256 characters at most.').waitFor({ state: 'hidden' });

    // What went wrong is said until something is done about it.
    await page.route('**/api/notifications', (route) => route.abort('connectionrefused'));
    await page.getByRole('button', { name: 'Send' }).click();
    const complaint = page.getByText('The server cannot be reached.');
    await complaint.waitFor();
    await page.getByLabel('Title').fill('Another');
    await complaint.waitFor({ state: 'detached' });
  });

  await t.test('shows what frames said only where that is recorded, as text', async (t) => {
    const own = await Server.start(t, '--record-contents');
    const visitor = await Visitor.connect(t, own.webSocket(), { user: 'writer' });
    const channel = await visitor.follow('conversation:1');
    await channel.publish('chat', { text: `${MARKUP}${'é'.repeat(500)}` });
    const page = await open(await Profile.open(t, browser), own, `clients/${encodeURIComponent(visitor.wire.clientId)}`);
    const sent = card(page, 'Flight recorder').getByRole('row', { name: /publish/ }).filter({ hasText: '→ from the client' });
    await sent.getByText('{"type":"publish"').first().waitFor();
    assert.equal(await sent.getByText('<b>bold</b>').isVisible(), false);
    await sent.locator('summary').click();
    await sent.getByText('<b>bold</b>').waitFor();
    await sent.getByText(/^Its beginning; it has 1\.\d\sKiB in all\.$/).waitFor();
    assert.equal(await page.locator('main img, main script, main b').count(), 0);

    // What was unfolded stays so when the list is shown anew.
    await visitor.wire.request('system-health-request');
    await card(page, 'Flight recorder').getByText('system-health-request').first().waitFor();
    assert.ok(await sent.getByText('<b>bold</b>').isVisible());
    const welcome = card(page, 'Flight recorder').getByRole('row', { name: /^connection/ });
    await welcome.getByText('not recorded').waitFor();

    const other = await Visitor.connect(t, server.webSocket(), { user: 'writer' });
    const off = await open(await Profile.open(t, browser), server, `clients/${encodeURIComponent(other.wire.clientId)}`);
    await off.getByText('start the server with --record-contents').waitFor();
    assert.equal(await off.getByRole('columnheader', { name: 'Contents' }).count(), 0);
  });

  await t.test('is used by the keyboard alone, and keeps its focus when something is shown anew', async (t) => {
    const visitor = await Visitor.connect(t, server.webSocket(), { user: 'keys' });
    const page = await open(await Profile.open(t, browser), server, 'overview');
    await page.keyboard.press('Tab');
    await focused(page, 'Skip to the content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();

    await page.keyboard.press('Shift+Tab');
    await tabTo(page, 'Clients', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Clients', level: 2 }).waitFor();
    await tabTo(page, 'Search by user or client id');
    await page.keyboard.type('keys');
    await page.getByText('1 client', { exact: true }).waitFor();
    await tabTo(page, visitor.wire.clientId);
    await Visitor.connect(t, server.webSocket(), { user: 'keys too' });
    await page.getByText('2 clients', { exact: true }).waitFor();
    await focused(page, visitor.wire.clientId);
    await page.keyboard.press('Enter');
    await card(page, 'About it').getByText('keys', { exact: true }).waitFor();
    page.on('dialog', (dialog) => dialog.accept());
    await tabTo(page, 'Disconnect');
    await page.waitForResponse((response) => response.url().endsWith('/frames'));
    await focused(page, 'Disconnect');
    await page.keyboard.press('Enter');
    await visitor.reach('closed');
    await card(page, 'About it').getByText(/operator/).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement === document.body), false);

    await tabTo(page, 'Notifications', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await tabTo(page, 'To');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await tabTo(page, 'User id');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('keyboard-reader');
    await page.keyboard.press('Enter');
    const ledger = card(page, 'What became of it');
    await ledger.getByRole('cell', { name: 'pending' }).waitFor();
    await tabTo(page, 'Send');
    await page.keyboard.press('Enter');
    await ledger.nth(1).getByRole('cell', { name: 'pending' }).waitFor();
    await focused(page, 'Send');
    await tabTo(page, 'Withdraw');
    await page.keyboard.press('Enter');
    await page.getByText(/^withdrawn/).first().waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.closest('section')?.getAttribute('aria-label') === 'What became of it'));
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
    await ada.locator('.talk p:not(.faint)', { hasText: 'While you were away' }).waitFor();
    await ben.getByText('From the tunnel (not sent yet)').waitFor();
    await ben.getByRole('button', { name: 'Connect again' }).click();
    await ada.getByText('From the tunnel').waitFor();
    await ben.getByText('While you were away').waitFor();
    for (const pane of [ada, ben]) {
      await until('three messages', async () => (await pane.locator('.talk p').count()) === 3);
      assert.equal(await pane.getByText('(not sent yet)').count(), 0);
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
    const last = await first();
    await page.locator('tbody tr a').first().click();
    await card(page, 'Flight recorder').waitFor();
    await page.goBack();
    await page.getByRole('link', { name: last }).waitFor();
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

  await t.test('says in each view that the server is gone, and no more once it is back', async (t) => {
    const own = await Server.start(t);
    const client = await scene(t, own);
    const profile = await Profile.open(t, browser);
    const views = { overview: 'overview', clients: 'clients', client: `clients/${encodeURIComponent(client)}`, notifications: 'notifications' };
    const pages = await Promise.all(Object.values(views).map((view) => open(profile, own, view)));
    const notifications = pages[3];
    await notifications.getByRole('button', { name: 'Send' }).click();
    await card(notifications, 'What became of it').getByRole('cell', { name: 'delivered' }).waitFor();
    await own.kill();
    for (const [i, page] of pages.entries()) {
      // A page that is not in front does nothing.
      await page.bringToFront();
      await page.getByText('The server cannot be reached.').first().waitFor();
      await page.screenshot({ path: picture(`console-${Object.keys(views)[i]}-lost`), fullPage: true });
    }
    assert.ok(await card(notifications, 'What became of it').getByRole('cell', { name: 'delivered' }).isVisible());
    await notifications.getByRole('button', { name: 'Send' }).click();
    await card(notifications, 'Send one').getByText('The server cannot be reached.').waitFor();
    await own.start();
    for (const page of pages) {
      await page.bringToFront();
      await page.locator('#pulse', { hasText: 'Connected' }).waitFor();
      await until('no error', async () => (await page.locator('.failure').count()) === 0);
    }
  });

  await t.test('is accessible and pictured, light and dark, wide and narrow', async (t) => {
    const own = await Server.start(t, '--record-contents');
    const client = await scene(t, own);
    const profile = await Profile.open(t, browser);
    for (const colorScheme of ['light', 'dark']) {
      for (const view of ['overview', 'clients', 'client', 'notifications', 'try']) {
        const page = await open(profile, own, view === 'client' ? `clients/${encodeURIComponent(client)}` : view);
        await PREPARATIONS[view]?.(page);
        await page.emulateMedia({ colorScheme });
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await page.evaluate(() => scrollTo(0, 0));
          await page.screenshot({ path: picture(`console-${view}-${colorScheme}-${width}`), fullPage: true });
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${view} is ${overflow} px too wide at ${width}`);
          const hidden = await page.evaluate(() =>
            [...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth).length);
          assert.equal(hidden, 0, `tables of ${view} are cut at ${width}`);
          // By the debugger's way in, as the page's policy lets no code in.
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => window.axe.run());
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], view);
        }
        await page.close();
      }
    }
  });
});
