// A client over the npm package ws for the tests beside this file: what the server sends waits here
// until a test asks for it. NodeClientTest starts a server for each test file and says where it is.
import WebSocket from 'ws';

export const url = process.env.FUNDWIRE_URL;
export const serverPid = Number(process.env.FUNDWIRE_PID);

// Far longer than anything takes, as a machine that runs tests may be slow.
const PATIENCE_MILLIS = 60_000;

export class Client {
  #socket;
  #events = [];
  #waiting = [];

  /** Connects; ws answers an HTTP refusal with an error. */
  static connect(query = '', options = {}) {
    const client = new Client(new WebSocket(url + query, options));
    return new Promise((resolve, reject) => {
      client.#socket.once('open', () => resolve(client));
      client.#socket.once('error', reject);
    });
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on('message', (data, binary) => this.#add({ message: JSON.parse(data), binary }));
    socket.on('close', (code, reason) => this.#add({ code, reason: reason.toString() }));
    socket.on('pong', (data) => this.#add({ pong: data.toString() }));
  }

  /** The socket itself, for what only some tests do. */
  get socket() {
    return this.#socket;
  }

  send(type, data = {}, more = {}) {
    this.#socket.send(JSON.stringify({ type, data, ...more }));
  }

  /** The next thing that happens: {message}, {code, reason} of a close, or {pong}. */
  next() {
    if (this.#events.length > 0) {
      return Promise.resolve(this.#events.shift());
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('nothing came')), PATIENCE_MILLIS);
      this.#waiting.push((event) => {
        clearTimeout(timer);
        resolve(event);
      });
    });
  }

  /** The next message, which must be of that type; numbers of unread notifications aside. */
  async receive(type) {
    let event = await this.next();
    while (event.message?.type === 'unread') {
      event = await this.next();
    }
    if (event.message?.type !== type) {
      throw new Error(`expected ${type} but got ${JSON.stringify(event)}`);
    }
    return event.message;
  }

  close() {
    this.#socket.terminate();
  }

  #add(event) {
    const waiting = this.#waiting.shift();
    if (waiting) {
      waiting(event);
    } else {
      this.#events.push(event);
    }
  }
}

/** Publishes a notification as a back end does; answers the status and the body. */
export async function publish(body) {
  const api = new URL('/api/notifications', url.replace('ws:', 'http:'));
  const response = await fetch(api, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
