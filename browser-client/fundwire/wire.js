import { Channel } from './channel.js';
import { errorIn } from './connection.js';
import { Conversation } from './conversation.js';
import { Emitter } from './emitter.js';
import { FundwireError } from './error.js';
import { Health } from './health.js';
import { Inbox } from './inbox.js';
import { Memory } from './memory.js';
import { Requests } from './requests.js';
import { Tabs, sharingName } from './tabs.js';

/** What the server calls the conversation that has no id. */
const LOBBY = 'lobby';

/**
 * @typedef {import('./connection.js').Envelope} Envelope
 * @typedef {import('./link.js').Status} Status
 *
 * @typedef {object} WireEvents
 * @property {Status} status how the connection is
 * @property {{last: number, p50: number}} latency milliseconds that the server takes to answer
 * @property {Envelope} message anything that the server says
 * @property {FundwireError} error the server refused something that nobody waits for
 */

/**
 * A page's wire to the server, over a connection of its own or one that all tabs share.
 *
 * @extends {Emitter<WireEvents>}
 */
export class Wire extends Emitter {
  #settings;
  #tab;
  #tabs;
  #memory;
  #requests;
  /** @type {import('./memory.js').Left} */
  #left = { channels: {} };
  /** @type {Map<string, Channel>} */
  #channels = new Map();
  /** The lobby has no name. @type {Map<string | undefined, Conversation>} */
  #conversations = new Map();
  /** @type {(() => void)[]} */
  #stops = [];
  /** @type {Status} */
  #status = { state: 'connecting' };
  #isOpen = false;
  /** @type {import('./connection.js').Welcome | undefined} */
  #welcome;
  /** @type {string | undefined} */
  #token;
  /** @type {{last: number, p50: number} | undefined} */
  #latency;

  /** @param {import('./options.js').Settings} settings */
  constructor(settings) {
    super();
    const { environment } = settings;
    this.#settings = settings;
    this.#tab = environment.newId().replaceAll('-', '').slice(0, 12);
    this.#requests = new Requests(settings, this.#tab, (envelope) => this.#tabs.say({ kind: 'send', envelope }));
    /** The user's notifications. */
    this.notifications = new Inbox(settings, this.#requests);
    /** How the server is. */
    this.health = new Health(settings, this.#requests);
    this.#memory = new Memory(environment.storage, sharingName(settings));
    this.#tabs = new Tabs(settings, this.#tab, {
      told: (note) => this.#told(note),
      following: () => this.#following(),
      token: () => this.#token,
      notifications: () => this.notifications.plain(),
    });
    if (settings.enableWebSocket) {
      this.#start();
    } else {
      this.#became({ state: 'closed', reason: 'WebSockets are switched off by enableWebSocket.' });
    }
  }

  /** How the connection is. */
  get status() {
    return this.#status;
  }

  /** The id of this client; none before the first connection. */
  get clientId() {
    return this.#welcome?.clientId;
  }

  /** Whom the client acts for. */
  get userId() {
    return this.#welcome?.userId;
  }

  /** What the server can do. */
  get features() {
    return this.#welcome?.features ?? [];
  }

  /** How many milliseconds the server takes to answer: the last time, and the median of the last ten minutes. */
  get latency() {
    return this.#latency;
  }

  /**
   * A channel, the same for the same name.
   *
   * @param {string} name such as `job:ingest-9`
   * @param {import('./channel.js').ChannelOptions} [options] heeded when it is followed the next time
   */
  channel(name, options = {}) {
    const known = this.#channels.get(name) ?? this.#newChannel(name);
    known.become(options);
    this.#channels.set(name, known);
    return known;
  }

  /** @param {string} name */
  #newChannel(name) {
    const bookmark = Object.hasOwn(this.#left.channels, name) ? this.#left.channels[name] : undefined;
    return new Channel(name, bookmark, {
      requests: this.#requests,
      environment: this.#settings.environment,
      isOpen: () => this.#isOpen,
      unfollow: (channel) => this.#tabs.say({ kind: 'unfollow', channel }),
      say: (type, data) => this.send(type, data),
      failed: (error) => this.emit('error', error),
    });
  }

  /**
   * A conversation, the same for the same id.
   *
   * @param {string | number} [id] none: the lobby, which every client is in, and which has only typing
   * @param {import('./channel.js').ChannelOptions} [options] of its channel
   */
  conversation(id, options) {
    const name = id === undefined ? undefined : String(id);
    const channel = name === undefined ? undefined : this.channel(`conversation:${name}`, options);
    const known =
      this.#conversations.get(name) ??
      new Conversation(name, channel, this.#settings, (type, data) => this.send(type, data));
    this.#conversations.set(name, known);
    return known;
  }

  /**
   * Asks the server for anything that it knows, with whatever was added to it. It is sent once: if
   * the connection is lost before the answer, the promise is rejected as `uncertain`.
   *
   * @param {string} type
   * @param {object} [data]
   * @param {{timeout?: number, repeat?: boolean}} [options] `timeout` in milliseconds; `repeat`: send
   *   it again over the next connection, as twice does no harm
   * @returns {Promise<Envelope>} the answer; rejected with a {@link FundwireError}
   */
  async request(type, data = {}, { timeout, repeat = false } = {}) {
    return this.#requests.send(type, data, repeat ? 'ask' : 'once', timeout);
  }

  /**
   * Tells the server something that needs no answer, if there is a connection.
   *
   * @param {string} type
   * @param {object} [data]
   * @returns {boolean} whether there is one
   * @throws {FundwireError} `too-large`
   */
  send(type, data = {}) {
    const envelope = this.#requests.prepare({ type, data });
    if (this.#isOpen) {
      this.#tabs.say({ kind: 'send', envelope });
    }
    return this.#isOpen;
  }

  /** Tries to connect now, also after the connection was closed for good. */
  reconnect() {
    if (this.#settings.enableWebSocket) {
      this.#requests.reopened();
      this.#start();
      this.#tabs.stand();
      this.#tabs.say({ kind: 'reconnect' });
    }
  }

  /** Ends the connection, or this tab's part in it, until {@link reconnect}. */
  close() {
    this.#stop();
    this.#became({ state: 'closed', reason: 'The page closed the connection.' });
  }

  #start() {
    if (this.#stops.length > 0) {
      return;
    }
    const { listen, isHidden } = this.#settings.environment;
    this.#left = this.#memory.take();
    this.#token ??= this.#left.token;
    this.#stops = [
      listen('pagehide', () => this.#rest()),
      listen('pageshow', () => this.#awake()),
      listen('visibilitychange', () => isHidden() || this.#tabs.say({ kind: 'wake' })),
    ];
    this.#tabs.start();
  }

  #stop() {
    this.#stops.forEach((stop) => stop());
    this.#stops = [];
    this.#tabs.stop();
    this.#lost();
  }

  /** The page goes, perhaps for a while. The next one in this tab goes on where it was. */
  #rest() {
    const own = [...this.#channels].map(([name, channel]) => [name, channel.bookmark()]);
    // Of what the page before left, this one may not have asked for all yet. What is undefined is not kept.
    this.#memory.leave({ token: this.#token, channels: { ...this.#left.channels, ...Object.fromEntries(own) } });
    this.#tabs.stop();
    this.#lost();
  }

  /** The page is shown, for the first time or again. */
  #awake() {
    this.#memory.take();
    this.#tabs.start();
    this.#tabs.say({ kind: 'wake' });
  }

  #following() {
    const all = [...this.#channels].map(([name, channel]) => [name, channel.following()]);
    return Object.fromEntries(all.filter(([, following]) => following !== undefined));
  }

  /** @param {import('./leader.js').Note} note */
  #told(note) {
    switch (note.kind) {
      case 'lead':
        this.#lost();
        break;
      case 'open':
        this.#opened(note);
        break;
      case 'message':
        this.#heard(note.envelope);
        break;
      case 'sent':
        this.#requests.sent(note.id);
        break;
      case 'token':
        this.#token = note.token;
        break;
      case 'latency':
        this.#latency = note.latency;
        this.emit('latency', note.latency);
        break;
      case 'status':
        this.#became(note.status);
        break;
    }
  }

  /** @param {Extract<import('./leader.js').Note, {kind: 'open'}>} note */
  #opened({ welcome, token, channels, notifications, unread }) {
    const isSameUser = this.#welcome === undefined || this.#welcome.userId === welcome.userId;
    this.#isOpen = true;
    this.#welcome = welcome;
    this.#token = token;
    this.#requests.opened(welcome);
    if (!isSameUser) {
      this.notifications.clear();
    }
    this.notifications.opened(notifications, unread);
    // Before what waits, as on many channels only those who follow them may publish.
    this.#channels.forEach((channel) => channel.opened(channels));
    this.#requests.repeat();
    this.health.opened();
  }

  #lost() {
    this.#isOpen = false;
    this.#requests.lost();
    this.health.lost();
  }

  /** @param {Envelope} envelope */
  #heard(envelope) {
    if (!this.#isOpen) {
      return;
    }
    const { type, data } = envelope;
    const isMine = this.#requests.answered(envelope);
    if (type === 'typing-start' || type === 'typing-stop') {
      const name = data.conversationId === LOBBY ? undefined : data.conversationId;
      this.#conversations.get(name)?.heard(data, this.userId);
    } else if (typeof data.channel === 'string' && !isMine) {
      this.#channels.get(data.channel)?.heard(envelope);
    }
    this.notifications.heard(envelope);
    this.emit('message', envelope);
    if (type === 'error' && envelope.replyTo === undefined) {
      this.emit('error', errorIn(envelope));
    }
  }

  /** @param {Status} status */
  #became(status) {
    if (status.state !== 'connected') {
      this.#lost();
    }
    if (status.state === 'closed') {
      // Nobody leads any more: a tab that comes later may, perhaps as another user, and this one goes along.
      this.#tabs.standDown();
      this.#requests.closed(status.reason);
      this.notifications.closed();
      this.#conversations.forEach((conversation) => conversation.closed());
    } else {
      this.#requests.reopened();
    }
    if (JSON.stringify(status) !== JSON.stringify(this.#status)) {
      this.#status = status;
      this.emit('status', status);
    }
  }
}
