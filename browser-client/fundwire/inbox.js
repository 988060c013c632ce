import { Emitter } from './emitter.js';
import { isPassing } from './error.js';
import { plain } from './requests.js';

/** Whoever has more open than this sees the newest. */
const MAX_ITEMS = 1000;

/** Of these the page knows that it was told them. */
const MAX_KNOWN = 10_000;

/** A timer takes no longer time than this. */
const MAX_TIMER_MILLIS = 2 ** 31 - 1;

/** After what time something is asked again that the server could not answer. */
const AGAIN_MILLIS = 5000;

/** After these nothing is to be done about a notification any more. */
const ENDS = ['read', 'dismissed', 'expired', 'withdrawn'];

/**
 * A notification: protocol section 4. Each of the four confirms it, and is repeated until the server
 * has that on its disk; then the promise resolves.
 *
 * @typedef {object} Notification
 * @property {string} notificationId
 * @property {string} title
 * @property {string} body
 * @property {'info' | 'success' | 'warning' | 'critical'} severity
 * @property {string} [category]
 * @property {string} [link]
 * @property {{id: string, label: string, style?: string}[]} [actions]
 * @property {any} [payload]
 * @property {string} createdAt
 * @property {string} [expiresAt]
 * @property {boolean} [redelivered]
 * @property {() => Promise<Acknowledged>} received it is here; it stays open
 * @property {() => Promise<Acknowledged>} read
 * @property {() => Promise<Acknowledged>} dismiss
 * @property {(actionId: string) => Promise<Acknowledged>} act the user chose one of the actions
 *
 * @typedef {{notificationId: string, status: string, actionId?: string, acknowledgedAt?: string}} Acknowledged
 *
 * How many the user has yet to read; of two, the one with the higher version holds.
 * @typedef {{count: number, version: number}} Unread
 *
 * @typedef {object} InboxEvents
 * @property {Notification} notification there is one that this page did not know
 * @property {Acknowledged} acknowledged one of the user's clients, perhaps this one, confirmed one
 * @property {{notificationId: string}} withdrawn its publisher took one back
 * @property {number} unread how many the user has yet to read
 * @property {Notification[]} change those that are open
 */

/**
 * The user's notifications. One that comes before anybody listens is told to the first who does.
 *
 * @extends {Emitter<InboxEvents>}
 */
export class Inbox extends Emitter {
  #settings;
  #requests;
  /** @type {Map<string, Notification>} */
  #items = new Map();
  /** @type {Notification[]} */
  #list = [];
  /** @type {Set<string>} */
  #known = new Set();
  /** @type {Notification[]} */
  #untold = [];
  #unread = 0;
  #version = -1;
  /** @type {any} */
  #expiry;
  /** @type {any} */
  #again;
  /** Whether the server was asked for all that is open since there is a connection. */
  #isComplete = false;

  /**
   * @param {import('./options.js').Settings} settings
   * @param {import('./requests.js').Requests} requests
   */
  constructor(settings, requests) {
    super();
    this.#settings = settings;
    this.#requests = requests;
  }

  /** How many the user has yet to read, as the server counts. */
  get unread() {
    return this.#unread;
  }

  /** Those that are open: neither read, dismissed, withdrawn nor expired; the oldest first. The same array until it changes. */
  get items() {
    return this.#list;
  }

  /**
   * @override
   * @template {keyof InboxEvents} Name
   * @param {Name} event
   * @param {(what: InboxEvents[Name]) => void} listener
   */
  on(event, listener) {
    const stop = super.on(event, listener);
    if (event === 'notification') {
      queueMicrotask(() => this.#tell());
    }
    return stop;
  }

  /**
   * A page of all that the user has, read or not.
   *
   * @param {{status?: string, limit?: number, before?: string}} [page]
   * @returns {Promise<{items: Notification[], next?: string, unread: number}>}
   */
  async list({ status, limit, before } = {}) {
    const { data } = await this.#requests.send('notifications-request', { status, limit, before }, 'ask');
    return { ...data, items: data.items.map((/** @type {any} */ item) => this.#withActions(item)) };
  }

  /**
   * Confirms a notification, and is repeated until the server has that on its disk.
   *
   * @param {string} notificationId
   * @param {'received' | 'read' | 'dismissed'} [status]
   * @param {string} [actionId] which of the actions the user chose
   * @returns {Promise<Acknowledged>} what holds now
   */
  async acknowledge(notificationId, status = 'read', actionId) {
    return (await this.#requests.send('notification-ack', { notificationId, status, actionId }, 'insist')).data;
  }

  /** Confirms that all that are open were read. */
  async readAll() {
    await Promise.all(this.items.map((notification) => notification.read()));
  }

  /** @param {Omit<Notification, 'received' | 'read' | 'dismiss' | 'act'>} fields */
  #withActions(fields) {
    const id = fields.notificationId;
    return {
      ...fields,
      received: () => this.acknowledge(id, 'received'),
      read: () => this.acknowledge(id, 'read'),
      dismiss: () => this.acknowledge(id, 'dismissed'),
      act: (/** @type {string} */ actionId) => this.acknowledge(id, 'read', actionId),
    };
  }

  // What its tab tells it.

  /**
   * There is a connection, which some came over before this tab was told of it.
   *
   * @param {any[]} notifications
   * @param {Unread} [unread]
   */
  opened(notifications, unread) {
    // The server counts versions anew when it starts.
    this.#version = -1;
    this.#isComplete = false;
    notifications.forEach((fields) => this.#add(fields));
    this.#awaitExpiry();
    if (unread !== undefined) {
      this.#count(unread);
    }
    this.#lookAfter();
  }

  #lookAfter() {
    const { startTimer, stopTimer } = this.#settings.environment;
    stopTimer(this.#again);
    if (this.#items.size > 0 || this.#unread > 0) {
      this.#isComplete = true;
      this.#compare().catch((error) => {
        if (isPassing(error)) {
          this.#again = startTimer(() => this.#lookAfter(), AGAIN_MILLIS);
        }
      });
    }
  }

  /** The server tells neither of what ended while there was no connection, nor of what was received before. */
  async #compare() {
    const doubted = new Map(this.#items);
    const oldest = Math.min(...this.items.map(({ createdAt }) => Date.parse(createdAt)));
    let page = { items: /** @type {any[]} */ ([]), next: undefined, unread: 0 };
    do {
      page = (await this.#requests.send('notifications-request', { limit: 100, before: page.next }, 'fleeting')).data;
      for (const { status, ...fields } of page.items.filter(({ status }) => !ENDS.includes(status))) {
        doubted.delete(fields.notificationId);
        if (status === 'received') {
          this.#addQuietly(fields);
        }
      }
    } while (page.next !== undefined && doubted.size > 0 && Date.parse(page.items.at(-1)?.createdAt) >= oldest);
    doubted.forEach((_, id) => this.#remove(id));
    if (this.#version < 0) {
      this.#becomeUnread(page.unread);
    }
  }

  /** The client acts for another user now. */
  clear() {
    this.#items.clear();
    this.#untold = [];
    this.#becomeUnread(0);
    this.#changed();
  }

  /** There will be no connection. A timer of days would keep a program in Node from its end. */
  closed() {
    const { stopTimer } = this.#settings.environment;
    stopTimer(this.#expiry);
    stopTimer(this.#again);
  }

  /** What is open, for a tab that comes later. */
  plain() {
    return plain(this.items);
  }

  /** @param {import('./connection.js').Envelope} envelope */
  heard({ type, data }) {
    switch (type) {
      case 'notification':
        this.#add(data);
        break;
      case 'notification-acked':
        if (ENDS.includes(data.status)) {
          this.#remove(data.notificationId);
        }
        this.#announce('acknowledged', data);
        break;
      case 'notification-withdrawn':
        this.#remove(data.notificationId);
        this.#announce('withdrawn', data);
        break;
      case 'unread':
        this.#count(data);
        break;
    }
  }

  /** @param {any} fields */
  #add(fields) {
    const notification = this.#addQuietly(fields);
    if (notification !== undefined) {
      this.#untold = [...this.#untold, notification].slice(-MAX_ITEMS);
      this.#tell();
    }
  }

  /**
   * @param {any} fields
   * @returns {Notification | undefined} if this page did not know it
   */
  #addQuietly(fields) {
    const id = fields.notificationId;
    if (this.#known.has(id)) {
      return undefined;
    }
    const notification = this.#withActions(fields);
    this.#known.add(id);
    if (this.#known.size > MAX_KNOWN) {
      this.#known.delete(oldest(this.#known));
    }
    this.#items.set(id, notification);
    if (this.#items.size > MAX_ITEMS) {
      this.#items.delete(oldest(this.#items));
    }
    this.#changed();
    return notification;
  }

  #tell() {
    while (this.#settings.enableNotifications && this.hasListeners('notification')) {
      const next = this.#untold.shift();
      if (next === undefined) {
        return;
      }
      this.emit('notification', next);
    }
  }

  /** @param {string} id */
  #remove(id) {
    this.#untold = this.#untold.filter((one) => one.notificationId !== id);
    if (this.#items.delete(id)) {
      this.#changed();
    }
  }

  #changed() {
    this.#list = [...this.#items.values()].sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
    this.#announce('change', this.items);
    this.#awaitExpiry();
  }

  /** The server says nothing when one expires. */
  #awaitExpiry() {
    const { startTimer, stopTimer, now } = this.#settings.environment;
    stopTimer(this.#expiry);
    const next = Math.min(...this.items.map(expiry));
    if (next !== Infinity) {
      const delay = Math.min(Math.max(0, next - now()), MAX_TIMER_MILLIS);
      this.#expiry = startTimer(() => this.#expire(), delay);
    }
  }

  #expire() {
    const now = this.#settings.environment.now();
    const over = this.items.filter((one) => expiry(one) <= now);
    over.forEach((one) => this.#remove(one.notificationId));
    this.#awaitExpiry();
  }

  /** @param {Unread} unread */
  #count({ count, version }) {
    if (version > this.#version) {
      this.#version = version;
      this.#becomeUnread(count);
      if (count > this.#items.size && !this.#isComplete) {
        this.#lookAfter();
      }
    }
  }

  /** @param {number} count */
  #becomeUnread(count) {
    if (count !== this.#unread) {
      this.#unread = count;
      this.#announce('unread', count);
    }
  }

  /**
   * @template {keyof InboxEvents} Name
   * @param {Name} event
   * @param {InboxEvents[Name]} what
   */
  #announce(event, what) {
    if (this.#settings.enableNotifications) {
      this.emit(event, what);
    }
  }
}

/** @param {{keys(): Iterator<string>}} collection of which the first key was put in first */
function oldest(collection) {
  return collection.keys().next().value;
}

/** @param {{expiresAt?: string}} notification */
function expiry({ expiresAt }) {
  const at = Date.parse(expiresAt ?? '');
  return Number.isNaN(at) ? Infinity : at;
}
