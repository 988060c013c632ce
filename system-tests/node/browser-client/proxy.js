// The network between a client and the server, with the faults that networks have.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const HOST = '127.0.0.1';

export class Proxy {
  #server;
  #listener;
  #links = new Set();
  #atText;
  port = 0;

  /** Opens a way to the server, on a port of its own; it is closed with the test. */
  static async open(t, server) {
    const proxy = new Proxy(server);
    await proxy.accept();
    t.after(() => proxy.#close());
    return proxy;
  }

  constructor(server) {
    this.#server = server;
  }

  /** How many connections there are. */
  get size() {
    return this.#links.size;
  }

  /** From now on nobody can connect. */
  refuse() {
    this.#listener.close();
  }

  /** From now on everybody can. */
  async accept() {
    this.#listener = createServer((client) => this.#link(client));
    this.#listener.listen(this.port, HOST);
    await once(this.#listener, 'listening');
    this.port = this.#listener.address().port;
  }

  /** Cuts all connections. */
  cut() {
    this.#links.forEach((link) => link.cut());
  }

  /** Cuts a connection once so many more bytes went towards its client, in the middle of a frame or not. */
  cutAfter(bytes) {
    this.#links.forEach((link) => (link.left = bytes));
  }

  /**
   * Cuts the connection on which the server next says this, just before it: the client gets the
   * beginning of that frame.
   */
  cutBefore(text) {
    this.#atText = text;
  }

  /** The connections stay, but nothing passes on them any more: so a dead server looks. */
  freeze() {
    this.#links.forEach((link) => link.freeze());
  }

  #link(client) {
    const server = connect(this.#server.port, HOST);
    const link = {
      left: Infinity,
      cut: () => {
        this.#links.delete(link);
        client.destroy();
        server.destroy();
      },
      freeze: () => {
        client.removeAllListeners('data').pause();
        server.removeAllListeners('data').pause();
      },
    };
    this.#links.add(link);
    client.on('data', (bytes) => server.write(bytes));
    server.on('data', (bytes) => this.#towardsClient(link, client, bytes));
    for (const socket of [client, server]) {
      socket.setNoDelay(true).on('error', link.cut).on('close', link.cut);
    }
  }

  #towardsClient(link, client, bytes) {
    const at = this.#atText === undefined ? -1 : bytes.indexOf(this.#atText);
    if (at >= 0) {
      this.#atText = undefined;
      link.left = at;
    }
    if (bytes.length < link.left) {
      link.left -= bytes.length;
      client.write(bytes);
    } else {
      link.freeze();
      client.write(bytes.subarray(0, link.left), link.cut);
    }
  }

  #close() {
    this.#listener.close();
    this.cut();
  }
}
