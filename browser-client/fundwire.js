/**
 * The client of Fundwire: `connect()` keeps a page, or a program in Node, connected to a server.
 *
 * @module
 */
import { settings } from './fundwire/options.js';
import { Wire } from './fundwire/wire.js';

export { FundwireError } from './fundwire/error.js';
export { Wire } from './fundwire/wire.js';

/**
 * Connects, and stays connected: comes back by itself, as who the client was, to where it was.
 *
 * @param {import('./fundwire/options.js').ConnectOptions} [options]
 * @returns {Wire}
 * @throws {TypeError} if an option is not one that there is
 */
export function connect(options = {}) {
  return new Wire(settings(options));
}

/**
 * @typedef {import('./fundwire/options.js').ConnectOptions} ConnectOptions
 * @typedef {import('./fundwire/channel.js').Channel} Channel
 * @typedef {import('./fundwire/channel.js').ChannelMessage} ChannelMessage
 * @typedef {import('./fundwire/conversation.js').Conversation} Conversation
 * @typedef {import('./fundwire/inbox.js').Inbox} Inbox
 * @typedef {import('./fundwire/inbox.js').Notification} Notification
 * @typedef {import('./fundwire/health.js').SystemHealth} SystemHealth
 * @typedef {import('./fundwire/link.js').Status} Status
 */
