// The real jar for the tests beside this file: they kill it and start it again, so each starts its
// own. BrowserClientTest says by which Java and which jar.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { soon, until } from './patience.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const JAVA = process.env.FUNDWIRE_JAVA ?? 'java';
const JAR = process.env.FUNDWIRE_JAR ?? here('../../../bootstrap/target/fundwire.jar');
const FOLDER = here('../../target/processes/');

// What makes a process quick that lives for seconds; JarProcess has the same.
const SHORT_LIVED = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx256m'];

// What is ours to know, or would have Java print lines of its own.
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^FUNDWIRE_|^JAVA_TOOL_OPTIONS$|^JDK_JAVA_OPTIONS$/.test(name)),
);

// From then on signals are heeded too.
const LAST_LINE_OF_START = 'settings: ';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export class Server {
  #options;
  #data;
  #process;
  #printed = '';
  port = 0;

  /** Starts a server with a data directory of its own, on a free port; it ends with the test. */
  static async start(t, ...options) {
    await mkdir(FOLDER, { recursive: true });
    const server = new Server(options, await mkdtemp(`${FOLDER}data-`));
    t.after(() => server.kill());
    await server.start();
    return server;
  }

  constructor(options, data) {
    this.#options = options;
    this.#data = data;
  }

  /** Starts it, or starts it again where it was, with what it kept, and waits until it listens. */
  async start() {
    const options = ['serve', '--port', String(this.port), '--data-dir', this.#data, ...this.#options];
    const child = spawn(JAVA, [...SHORT_LIVED, '-jar', JAR, ...options], {
      env: ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    this.#process = child;
    this.#printed = '';
    const print = (text) => (this.#printed += text);
    child.stdout.setEncoding('utf8').on('data', print);
    child.stderr.setEncoding('utf8').on('data', print);
    child.on('error', (cause) => print(`${cause}`));
    await until(() => `the server to start:\n${this.#printed}`, () => {
      if (child.exitCode !== null || child.pid === undefined) {
        throw new Error(`the server did not start:\n${this.#printed}`);
      }
      return this.#printed.includes(LAST_LINE_OF_START);
    });
    this.port = Number(/listening: url=ws:\/\/localhost:(\d+)/.exec(this.#printed)[1]);
  }

  /** Ends it at once, as a crash does. */
  async kill() {
    await this.#end('SIGKILL');
  }

  /** Stops it in order: it tells its clients when to come back. */
  async terminate() {
    await this.#end('SIGTERM');
  }

  async #end(signal) {
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.kill(signal);
      await soon('the server to end', exit);
    }
    running.delete(child);
  }

  /** Where pages are, for somebody who comes through a proxy. */
  origin(port = this.port) {
    return `http://localhost:${port}`;
  }

  /** Where clients connect. */
  webSocket(port = this.port) {
    return `ws://localhost:${port}/ws`;
  }

  /** Asks over HTTP; fails on any status but 2xx. */
  async call(method, path, body) {
    const response = await fetch(this.origin() + path, {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text ? JSON.parse(text) : undefined;
  }

  /** Publishes these payloads on a channel, one after the other. */
  async publish(channel, ...payloads) {
    for (const payload of payloads) {
      await this.call('POST', `/api/channels/${channel}/messages`, { event: 'chat', payload });
    }
  }

  /** The payloads in the log of a channel, the oldest first; up to a hundred. */
  async log(channel) {
    const { messages } = await this.call('GET', `/api/channels/${channel}/messages?limit=100`);
    return messages.reverse().map((message) => message.payload);
  }

  /** Publishes a notification to one user; answers its id. */
  async notify(user, title) {
    const notification = { audience: { user }, title, body: 'See there.' };
    return (await this.call('POST', '/api/notifications', notification)).notificationId;
  }

  /** What the server has kept about a notification and its only addressee. */
  async delivery(notificationId) {
    const page = await this.call('GET', `/api/notifications/${notificationId}/deliveries`);
    return page.deliveries[0];
  }

  /** Who is connected. */
  async clients() {
    return (await this.call('GET', '/api/clients?limit=1000')).clients;
  }
}
