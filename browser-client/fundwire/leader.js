import { Follows } from './follows.js';
import { Latency } from './latency.js';
import { Link } from './link.js';
import { Pacer } from './pacer.js';

/**
 * What tabs tell the one of them that has the connection. Each names the tab that says it.
 *
 * @typedef {{kind: 'join', tab: string, channels: Record<string, Following>}
 *   | {kind: 'leave', tab: string}
 *   | {kind: 'send', tab: string, envelope: {type: string, id?: string, data: any}}
 *   | {kind: 'unfollow', tab: string, channel: string}
 *   | {kind: 'wake', tab: string}
 *   | {kind: 'reconnect', tab: string}} Request
 *
 * What a tab follows on a channel.
 * @typedef {{position: import('./connection.js').Position, maxRate?: number}} Following
 *
 * What it tells them; only the one that `to` names, or all.
 * @typedef {{kind: 'lead', to?: string}
 *   | {kind: 'open', to?: string, welcome: import('./connection.js').Welcome, token?: string, channels: Record<string, import('./connection.js').ResumedChannel>, notifications: object[], unread?: import('./inbox.js').Unread}
 *   | {kind: 'message', to?: string, envelope: import('./connection.js').Envelope}
 *   | {kind: 'sent', to?: string, id: string}
 *   | {kind: 'token', to?: string, token: string}
 *   | {kind: 'latency', to?: string, latency: {last: number, p50: number}}
 *   | {kind: 'status', to?: string, status: import('./link.js').Status}} Note
 */

/**
 * Has the connection, for all tabs that share it: sends what they say, tells them what comes, and
 * follows for the client whatever one of them follows. It keeps no request: each tab repeats its own
 * after each `open`, so that nothing is lost with the tab that leads.
 */
export class Leader {
  #say;
  #link;
  #pacer;
  #follows = new Follows();
  #latency = new Latency();
  #notifications;
  /** @type {string | undefined} */
  #token;
  /** @type {import('./connection.js').Welcome | undefined} */
  #welcome;
  /** @type {import('./link.js').Status} */
  #status = { state: 'connecting' };
  /** @type {{last: number, p50: number} | undefined} */
  #measured;
  /** What the server said last, which it does not say again to a tab that comes later. @type {import('./inbox.js').Unread | undefined} */
  #unread;

  /**
   * @param {import('./options.js').Settings} settings
   * @param {string | undefined} token as whom to come back
   * @param {() => object[]} notifications what is open, for tabs that come later
   * @param {(note: Note) => void} say tells the tabs
   */
  constructor(settings, token, notifications, say) {
    this.#token = token;
    this.#notifications = notifications;
    this.#say = say;
    this.#link = new Link(settings, {
      resume: () => (this.#token === undefined ? undefined : { token: this.#token, channels: this.#follows.places() }),
      forget: () => {
        this.#token = undefined;
      },
      opened: (welcome, resumed) => this.#opened(welcome, resumed),
      received: (envelope) => this.#received(envelope),
      measured: (millis) => this.#tellLatency(this.#latency.add(millis)),
      became: (status) => this.#became(status),
    });
    this.#pacer = new Pacer(settings.environment, ({ tab, envelope }) => this.#send(tab, envelope));
  }

  /** @param {string} [lost] why the connection that there was is no more */
  start(lost) {
    this.#link.start(lost);
  }

  stop() {
    this.#pacer.clear();
    this.#link.stop();
  }

  /**
   * A tab, be it the own one, asks for something.
   *
   * @param {Request} request
   */
  take(request) {
    switch (request.kind) {
      case 'join':
        this.#join(request);
        break;
      case 'leave':
        this.#follows.leave(request.tab).forEach((channel) => this.#unsubscribe(channel));
        break;
      case 'send':
        // Whoever is not connected is told by `open` when to say it again.
        if (this.#link.isOpen) {
          const { tab, envelope } = request;
          this.#pacer.take({ tab, envelope: this.#follows.passing(tab, envelope) });
        }
        break;
      case 'unfollow':
        if (this.#follows.unfollow(request.tab, request.channel)) {
          this.#unsubscribe(request.channel);
        }
        break;
      case 'wake':
        this.#link.hurry();
        break;
      case 'reconnect':
        this.#link.reconnect();
        break;
    }
  }

  /** @param {Extract<Request, {kind: 'join'}>} request */
  #join({ tab, channels }) {
    for (const [name, { position, maxRate }] of Object.entries(channels)) {
      this.#follows.join(tab, name, position, maxRate, this.#link.isOpen);
    }
    if (this.#link.isOpen && this.#welcome !== undefined) {
      this.#say(this.#open(this.#welcome, this.#follows.standing(), tab));
    }
    this.#say({ kind: 'status', to: tab, status: this.#status });
    if (this.#measured !== undefined) {
      this.#say({ kind: 'latency', to: tab, latency: this.#measured });
    }
  }

  /**
   * @param {string} tab
   * @param {{type: string, id?: string, data: any}} envelope
   */
  #send(tab, envelope) {
    this.#link.send(envelope);
    if (envelope.id !== undefined) {
      // From now on it is waited for: it may have been held back for long.
      this.#say({ kind: 'sent', to: tab, id: envelope.id });
    }
  }

  /** @param {string} channel */
  #unsubscribe(channel) {
    if (this.#link.isOpen) {
      this.#pacer.take({ tab: '', envelope: { type: 'unsubscribe', data: { channel } } });
    }
  }

  /**
   * @param {import('./connection.js').Welcome} welcome
   * @param {import('./connection.js').Resumed | undefined} resumed
   */
  #opened(welcome, resumed) {
    this.#welcome = welcome;
    this.#token = welcome.resumeToken;
    this.#unread = undefined;
    const isResumed = resumed?.resumed === true;
    const channels = isResumed ? resumed.channels : {};
    // Before a tab that follows one again asks for that.
    this.#follows.resumed(channels).forEach((channel) => this.#unsubscribe(channel));
    this.#say(this.#open(welcome, channels));
    const { clientId, userId } = welcome;
    this.#became({ state: 'connected', clientId, userId, resumed: isResumed });
  }

  /**
   * @param {import('./connection.js').Welcome} welcome
   * @param {Record<string, import('./connection.js').ResumedChannel>} channels
   * @param {string} [to]
   * @returns {Note}
   */
  #open(welcome, channels, to) {
    const notifications = to ? this.#notifications() : [];
    return { kind: 'open', to, welcome, token: this.#token, channels, notifications, unread: this.#unread };
  }

  /** @param {import('./connection.js').Envelope} envelope */
  #received(envelope) {
    if (envelope.type === 'resume-token') {
      this.#token = envelope.data.resumeToken;
      this.#say({ kind: 'token', token: envelope.data.resumeToken });
      // Nobody else needs to see what lets its holder be this client.
      return;
    }
    if (envelope.type === 'unread') {
      this.#unread = envelope.data;
    }
    this.#follows.heard(envelope);
    this.#say({ kind: 'message', envelope });
  }

  /** @param {{last: number, p50: number}} latency */
  #tellLatency(latency) {
    this.#measured = latency;
    this.#say({ kind: 'latency', latency });
  }

  /** @param {import('./link.js').Status} status */
  #became(status) {
    this.#status = status;
    if (status.state !== 'connected') {
      this.#pacer.clear();
      this.#follows.lost();
    }
    this.#say({ kind: 'status', status });
  }
}
