import { Emitter } from './emitter.js';
import { FundwireError } from './error.js';
import { OthersTyping, OwnTyping } from './typing.js';

/**
 * @typedef {object} ConversationEvents
 * @property {string[]} typing the users who type now, but for this one
 * @property {import('./channel.js').ChannelMessage} message
 * @property {undefined} gap messages were missed and cannot be had
 * @property {FundwireError} error
 */

/**
 * A conversation: who types, and the messages of its channel. The lobby, which every client is in,
 * has only typing.
 *
 * @extends {Emitter<ConversationEvents>}
 */
export class Conversation extends Emitter {
  #own;
  #others;
  #isTypingEnabled;

  /**
   * @param {string | undefined} id none: the lobby
   * @param {import('./channel.js').Channel | undefined} channel
   * @param {import('./options.js').Settings} settings
   * @param {(type: string, data: object) => boolean} say gives back whether it could
   */
  constructor(id, channel, settings, say) {
    super();
    this.channel = channel;
    this.#isTypingEnabled = settings.enableTypingIndicators;
    this.#own = new OwnTyping(settings.environment, (type) => say(type, { conversationId: id }));
    this.#others = new OthersTyping(settings.environment, (users) => this.emit('typing', users));
  }

  /** The users who type now, but for this one. */
  get users() {
    return this.#others.users;
  }

  /** The user pressed a key: say it at each, the others are told as seldom as possible. */
  typing() {
    if (this.#isTypingEnabled) {
      this.#own.goesOn();
    }
  }

  /** The user types no more. Needs to be said only where the text was cleared. */
  stopTyping() {
    this.#own.stop();
  }

  /**
   * Sends a message, now or when there is a connection, and once however often that is lost.
   *
   * @param {any} payload
   * @param {{publishId?: string, timeout?: number}} [options]
   * @returns {Promise<{channel: string, offset: number}>} when the server has it
   */
  async send(payload, options) {
    if (this.channel === undefined) {
      throw new FundwireError('forbidden', 'The lobby has no messages: name a conversation.');
    }
    // Most conversations take messages only from those who are in.
    const unfollow = this.channel.follow();
    this.#own.sent();
    try {
      return await this.channel.publish('chat', payload, options);
    } finally {
      unfollow();
    }
  }

  /** Is in the conversation no longer, whoever listens. */
  leave() {
    this.#own.stop();
    this.channel?.leave();
  }

  /**
   * @override
   * @template {keyof ConversationEvents} Name
   * @param {Name} event
   * @param {(what: ConversationEvents[Name]) => void} listener
   */
  on(event, listener) {
    if (event === 'typing') {
      // The others' typing is told to those who follow the channel.
      const unfollow = this.channel?.follow();
      const stop = super.on(event, listener);
      return () => {
        stop();
        unfollow?.();
      };
    }
    return this.channel?.on(/** @type {any} */ (event), /** @type {any} */ (listener)) ?? (() => {});
  }

  /**
   * The server said who types here.
   *
   * @param {{typing: string[], ttlMillis: number}} said
   * @param {string | undefined} self
   */
  heard(said, self) {
    if (this.#isTypingEnabled) {
      this.#others.heard(said, self);
    }
  }

  /** There will be no connection. */
  closed() {
    this.#own.sent();
    this.#others.forget();
  }
}
