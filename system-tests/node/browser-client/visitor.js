// A program with the browser client in it, and all that it was told, in order.
import WebSocket from 'ws';
import { connect } from '../../../browser-client/fundwire.js';
import { until } from './patience.js';

/** Node has one of its own from 22 on; the client is to work with either. */
export const WebSocketOfNode = globalThis.WebSocket ?? WebSocket;

export class Visitor {
  statuses = [];
  messages = [];
  notifications = [];

  /** Connects, in the name of a user perhaps, and waits until that is done; it leaves with the test. */
  static async connect(t, url, options = {}) {
    const visitor = new Visitor(url, options);
    t.after(() => visitor.wire.close());
    await visitor.reach('connected');
    return visitor;
  }

  constructor(url, options) {
    this.wire = connect({ url, share: false, WebSocket: WebSocketOfNode, ...options });
    this.wire.on('status', (status) => this.statuses.push(status));
    this.wire.notifications.on('notification', (notification) => this.notifications.push(notification));
  }

  /** Follows a channel, and waits until it does. */
  async follow(name) {
    const channel = this.wire.channel(name);
    let subscribed = false;
    channel.on('subscribed', () => (subscribed = true));
    channel.on('message', (message) => this.messages.push(message));
    await until(`a subscription of ${name}`, () => subscribed);
    return channel;
  }

  /** Waits until the client is in that state, and answers its status. */
  async reach(state, millis) {
    const what = () => `${state}; there were ${JSON.stringify(this.statuses)}`;
    await until(what, () => this.wire.status.state === state, millis);
    return this.wire.status;
  }

  /**
   * Waits until the client is connected anew, that is since there were so many statuses, and answers
   * the status.
   */
  async return(since, millis) {
    const what = () => `a return; there were ${JSON.stringify(this.statuses.slice(since))}`;
    const back = () => this.statuses.slice(since).find(({ state }) => state === 'connected');
    return until(what, back, millis);
  }

  /** Waits for so many messages, and answers the payloads of all that came. */
  async payloads(count) {
    const what = () => `${count} messages; there were ${JSON.stringify(this.messages)}`;
    await until(what, () => this.messages.length >= count);
    return this.messages.map((message) => message.payload);
  }

  /** Waits for the announcement of that notification. */
  async notification(notificationId) {
    return until(`the notification ${notificationId}`, () =>
      this.notifications.find((notification) => notification.notificationId === notificationId));
  }
}

/** The whole numbers from one to another, both included. */
export function range(from, to) {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
