// Chromium with pages of ours in it: Debian's, by playwright-core.
import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { PATIENCE_MILLIS } from './patience.js';

const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find(isExecutable);

/** Whether to skip tests of pages, and why. */
export const noBrowser = executablePath ? false : 'There is no Chromium on PATH: tests of pages are skipped.';

// What Chromium itself says of a network that fails: it is meant to.
const OF_THE_NETWORK =
  /^(WebSocket connection to '[^']*' failed:.*|Failed to load resource:) net::ERR_(CONNECTION|INTERNET|SOCKET|EMPTY)/;

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A Chromium that ends with the test. */
export async function launch(t) {
  const args = [
    '--no-sandbox',
    '--disable-background-networking',
    // Pages that come out of a test have no address: Chromium takes them for foreign to this machine.
    '--disable-features=LocalNetworkAccessChecks',
  ];
  const browser = await chromium.launch({ executablePath, args });
  t.after(() => browser.close());
  return browser;
}

/** A profile of its own, with nothing in it, whose pages are at these origins; it ends with the test. */
export class Profile {
  #context;
  #complaints = [];

  static async open(t, browser) {
    const profile = new Profile(await browser.newContext());
    t.after(() => profile.#close());
    return profile;
  }

  constructor(context) {
    this.#context = context;
    context.setDefaultTimeout(PATIENCE_MILLIS);
    context.on('weberror', (error) => this.#complaints.push(String(error.error())));
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !OF_THE_NETWORK.test(message.text())) {
        this.#complaints.push(message.text());
      }
    });
  }

  /** The browser context itself, for what only some tests do. */
  get context() {
    return this.#context;
  }

  /**
   * Opens a page at an origin that connects with these options and follows that channel. What it was
   * told is in its `statuses`, `messages` and `notifications`, and the client in its `wire`.
   */
  async visit(origin, { options = {}, channel = 'conversation:page', module = '/fundwire.js' } = {}) {
    const address = `${origin}/test.html`;
    await this.#context.unroute(address);
    await this.#context.route(address, (route) =>
      route.fulfill({ contentType: 'text/html', body: html(options, channel, module) }));
    const page = await this.#context.newPage();
    await page.goto(address);
    await connected(page);
    return page;
  }

  async #close() {
    // Of pages that are just closed Chromium says more.
    const complaints = [...this.#complaints];
    await this.#context.close();
    assert.deepEqual(complaints, [], 'what the pages wrote to the console');
  }
}

function html(options, channel, module) {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Test</title><link rel="icon" href="data:,">
<body><h1 id="status"></h1><ol id="messages"></ol>
<script type="module">
  import { connect } from ${JSON.stringify(module)};
  window.statuses = [];
  window.messages = [];
  window.notifications = [];
  const wire = window.wire = connect(${JSON.stringify(options)});
  const show = () => document.getElementById('status').textContent = wire.status.state;
  wire.on('status', (status) => {
    statuses.push({ ...status, when: Date.now() });
    show();
  });
  wire.notifications.on('notification', (n) => notifications.push(n.notificationId));
  window.channel = wire.channel(${JSON.stringify(channel)});
  channel.on('subscribed', () => window.subscribed = true);
  channel.on('message', (m) => {
    messages.push({ payload: m.payload, offset: m.offset, when: Date.now() });
    const item = document.createElement('li');
    item.textContent = m.payload;
    document.getElementById('messages').append(item);
  });
  show();
</script>`;
}

/** Waits until that holds in the page, and answers what it answers there; fails saying what the page was told. */
async function within(page, what, condition, argument) {
  try {
    return await (await page.waitForFunction(condition, argument)).jsonValue();
  } catch (cause) {
    const told = await page.evaluate(() => JSON.stringify([window.statuses, window.messages]));
    throw new Error(`waited in vain for ${what}; the page was told ${told}`, { cause });
  }
}

/** Waits until the page's client is connected and follows its channel; answers its id. */
export function connected(page) {
  return within(page, 'a connection', () =>
    window.wire?.status.state === 'connected' && window.subscribed && window.wire.clientId);
}

/** Waits until the page's client is in that state. */
export async function reach(page, state) {
  await within(page, state, (wanted) => window.wire.status.state === wanted, state);
}

/** How many statuses the page was told so far. */
export function statuses(page) {
  return page.evaluate(() => window.statuses.length);
}

/** Waits until the page is connected anew, that is since it was told so many statuses; answers the status. */
export function returned(page, since) {
  const back = (from) => window.statuses.slice(from).find(({ state }) => state === 'connected');
  return within(page, 'a return', back, since);
}

/** Waits for so many messages, and answers the payloads of all that came. */
export function payloads(page, count) {
  const all = (wanted) => window.messages.length >= wanted && window.messages.map(({ payload }) => payload);
  return within(page, `${count} messages`, all, count);
}

/** Where a screenshot goes. */
export function picture(name) {
  return fileURLToPath(new URL(`../../target/${name}.png`, import.meta.url));
}
