// The page, the React components and the Vue functions of docs/browser-client.md, as they stand there.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Profile, launch, noBrowser, picture } from './browser.js';
import { Server } from './server.js';
import { Visitor } from './visitor.js';

const guide = await readFile(new URL('../../../docs/browser-client.md', import.meta.url), 'utf8');

/** The first code in that language after a heading, with the port of that server. */
function code(heading, language, server) {
  const [, found] = guide.slice(guide.indexOf(heading)).split('```' + language + '\n');
  return found.slice(0, found.indexOf('```')).replaceAll(':5000', `:${server.port}`);
}

/** Does what the commands of the guide that follow these words do. */
async function curl(words, server) {
  for (const [, url, body] of code(words, 'sh', server).matchAll(/curl (\S+) .*? -d '([^']*)'/gs)) {
    await server.call('POST', new URL(url).pathname, JSON.parse(body));
  }
}

// Chromium keeps pages that came from nowhere out of the loopback network.
/** Serves these files at an origin of their own, and opens the page. */
async function open(t, profile, files) {
  const site = createServer((request, response) => {
    const name = request.url.slice(1) || 'index.html';
    response.setHeader('Content-Type', name.endsWith('.js') ? 'text/javascript' : 'text/html');
    response.writeHead(files[name] === undefined ? 204 : 200).end(files[name]);
  });
  await once(site.listen(0, 'localhost'), 'listening');
  t.after(() => site.close());
  const page = await profile.context.newPage();
  await page.coverage.startJSCoverage();
  await page.goto(`http://localhost:${site.address().port}`);
  return page;
}

const shows = (page, selector, text) => page.locator(selector, { hasText: text }).first().waitFor();
const settles = (page, selector, text) =>
  page.waitForFunction(([where, what]) => document.querySelector(where).textContent === what, [selector, text]);

/** The lines of a script that never ran. */
async function idle(page, name) {
  const coverage = await page.coverage.stopJSCoverage();
  const { source, functions } = coverage.find(({ url }) => url.endsWith(name));
  return functions
    .flatMap(({ ranges }) => ranges)
    .filter(({ count }) => count === 0)
    .map(({ startOffset, endOffset }) => source.slice(startOffset, endOffset));
}

/** Makes one script of code that imports packages, the way an application's bundler does. */
async function bundle(contents) {
  const { outputFiles } = await build({
    stdin: { contents, loader: 'jsx', resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    alias: {
      fundwire: fileURLToPath(new URL('../../../browser-client/fundwire.js', import.meta.url)),
      vue: 'vue/dist/vue.esm-bundler.js',
    },
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    write: false,
  });
  return outputFiles[0].text;
}

test('the guide', { skip: noBrowser }, async (t) => {
  const [server, browser] = await Promise.all([Server.start(t), launch(t)]);

  await t.test('has a page that works, each line of it', async (t) => {
    const profile = await Profile.open(t, browser);
    const page = await open(t, profile, {
      'index.html': code('## Five minutes', 'html', server),
      'page.js': code('## Five minutes', 'js', server),
    });
    const bob = await Visitor.connect(t, server.webSocket(), { user: 'bob' });
    const chat = bob.wire.conversation('42');
    await settles(page, '#status', 'connected');

    await curl('Tell it something', server);
    await shows(page, '#notifications li', 'Order 4711: 30 shares');
    await settles(page, '#unread', '1');
    await page.waitForFunction(() => document.getElementById('progress').value === 40);
    await page.getByRole('button', { name: 'Approve' }).click();
    await settles(page, '#unread', '0');
    const plain = await server.notify('alice', 'Plain');
    await page.getByRole('button', { name: 'OK' }).click();
    await settles(page, '#notifications', '');
    assert.equal((await server.delivery(plain)).status, 'read');

    chat.on('message', () => {});
    const typed = new Promise((resolve) => chat.on('typing', (users) => users.includes('alice') && resolve()));
    chat.typing();
    await settles(page, '#typing', 'bob typing…');
    await chat.send({ text: 'Hello, Alice' });
    await settles(page, '#typing', '');
    await page.getByLabel('Message').pressSequentially('Hello, Bob');
    await typed;
    await page.screenshot({ path: picture('guide') });
    await page.getByRole('button', { name: 'Send' }).click();
    await server.publish('conversation:42', { text: 'Hello, both' });
    for (const line of ['bob: Hello, Alice', 'alice: Hello, Bob', 'The server: Hello, both']) {
      await shows(page, '#messages li', line);
    }
    await page.getByLabel('Message').fill('x'.repeat(20_000));
    await page.getByRole('button', { name: 'Send' }).click();
    await shows(page, '#typing', 'A message may have 16384 bytes');
    assert.deepEqual(await idle(page, 'page.js'), []);
  });

  await t.test('has React components that work', async (t) => {
    const profile = await Profile.open(t, browser);
    const script = await bundle(`${code('## React', 'jsx', server)}
      import { StrictMode } from 'react';
      import { createRoot } from 'react-dom/client';
      createRoot(document.getElementById('app')).render(
        <StrictMode><Connection/><Notifications/><Messages conversation="react"/></StrictMode>);`);
    await server.publish('conversation:react', { text: 'Before' });
    const page = await open(t, profile, {
      'index.html': '<!doctype html><div id="app"></div><script type="module" src="app.js"></script>',
      'app.js': script,
    });
    await shows(page, 'p', 'connected');
    await server.publish('conversation:react', { text: 'After' });
    await shows(page, 'li', 'After');
    assert.deepEqual(await page.locator('li').allTextContents(), ['Before', 'After']);
    const id = await server.notify('alice', 'For React');
    await page.getByRole('button', { name: 'For React' }).click();
    await page.getByRole('button', { name: 'For React' }).waitFor({ state: 'detached' });
    assert.equal((await server.delivery(id)).status, 'read');
  });

  await t.test('has Vue functions that work', async (t) => {
    const profile = await Profile.open(t, browser);
    const script = await bundle(`${code('## Vue', 'js', server)}
      import { createApp } from 'vue';
      createApp({
        setup: () => ({ status: useStatus(), items: useNotifications(), messages: useMessages('vue') }),
        template: '<p>{{ status.state }}</p><button v-for="one in items" @click="one.read">{{ one.title }}</button>'
          + '<li v-for="one in messages">{{ one.payload.text }}</li>',
      }).mount('#app');`);
    await server.publish('conversation:vue', { text: 'Before' });
    const page = await open(t, profile, {
      'index.html': '<!doctype html><div id="app"></div><script type="module" src="app.js"></script>',
      'app.js': script,
    });
    await shows(page, 'p', 'connected');
    await server.publish('conversation:vue', { text: 'After' });
    await shows(page, 'li', 'After');
    assert.deepEqual(await page.locator('li').allTextContents(), ['Before', 'After']);
    const id = await server.notify('alice', 'For Vue');
    await page.getByRole('button', { name: 'For Vue' }).click();
    await page.getByRole('button', { name: 'For Vue' }).waitFor({ state: 'detached' });
    assert.equal((await server.delivery(id)).status, 'read');
  });
});
