import { earlier } from './position.js';

/**
 * @typedef {import('./connection.js').Position} Position
 * @typedef {import('./connection.js').ResumedChannel} ResumedChannel
 *
 * What the client follows on a channel.
 * @typedef {object} Followed
 * @property {Map<string, number | undefined>} tabs which follow it, and how many messages a second
 *   of each key each of them wants at most
 * @property {number} [rate] which rate the server was asked for
 * @property {Position} [position] up to where the tabs were told everything; none before it is followed
 * @property {boolean} isPartial whether a tab began anew there, and is not sent all that others may lack
 * @property {Set<string>} asked requests to follow it that are not answered
 */

/**
 * Which channels the one client follows for the tabs that share it, and from where on.
 *
 * The server knows one place of a client in each log. A tab that is behind has it go back, and the
 * others drop what they had; so here is always the place of the one furthest behind.
 */
export class Follows {
  /** @type {Map<string, Followed>} */
  #channels = new Map();

  /**
   * A tab was there before this one had the connection, and follows a channel from that position on.
   *
   * @param {string} tab
   * @param {string} channel
   * @param {Position} position
   * @param {number | undefined} maxRate
   * @param {boolean} isOpen whether it is too late to begin at that position
   */
  join(tab, channel, position, maxRate, isOpen) {
    const followed = this.#followed(channel);
    followed.tabs.set(tab, maxRate);
    if (!isOpen) {
      followed.position = earlier(followed.position, position);
    }
  }

  /**
   * What is to be sent to the server where a tab wants to send that. To follow a channel, the place
   * and the rate of all its tabs.
   *
   * @template {{type: string, id?: string, data: any}} E
   * @param {string} tab
   * @param {E} envelope
   * @returns {E}
   */
  passing(tab, envelope) {
    if (envelope.type !== 'subscribe' || envelope.id === undefined) {
      return envelope;
    }
    const { channel, position, maxRate } = envelope.data;
    const followed = this.#followed(channel);
    followed.tabs.set(tab, maxRate);
    followed.asked.add(envelope.id);
    followed.rate = rateFor(followed);
    const data = { ...envelope.data, maxRate: followed.rate };
    if (position !== undefined) {
      data.position = earlier(followed.position, position);
      if (followed.position !== undefined) {
        followed.position = data.position;
      }
    }
    return { ...envelope, data };
  }

  /**
   * The server said something.
   *
   * @param {import('./connection.js').Envelope} envelope
   */
  heard({ type, replyTo, data }) {
    if (type === 'error' && replyTo !== undefined) {
      this.#refused(replyTo);
    }
    const followed = this.#channels.get(data.channel);
    if (followed === undefined) {
      return;
    }
    if (type === 'subscribed') {
      followed.asked.delete(replyTo ?? '');
      followed.position = data.position;
      followed.isPartial = !data.recovered;
    } else if (type === 'message' && followed.asked.size === 0 && followed.position !== undefined) {
      followed.position = data.position;
    }
  }

  /** @param {string} id */
  #refused(id) {
    for (const [channel, followed] of this.#channels) {
      if (followed.asked.delete(id) && followed.position === undefined && followed.asked.size === 0) {
        this.#channels.delete(channel);
      }
    }
  }

  /**
   * A tab follows a channel no longer.
   *
   * @param {string} tab
   * @param {string} channel
   * @returns {boolean} whether no tab does
   */
  unfollow(tab, channel) {
    const followed = this.#channels.get(channel);
    if (followed === undefined || !followed.tabs.delete(tab) || followed.tabs.size > 0) {
      return false;
    }
    return this.#channels.delete(channel);
  }

  /**
   * A tab is no more.
   *
   * @param {string} tab
   * @returns {string[]} the channels that no tab follows any longer
   */
  leave(tab) {
    return [...this.#channels.keys()].filter((channel) => this.unfollow(tab, channel));
  }

  /** The connection was lost: what was asked for is asked for again by who wants it. */
  lost() {
    for (const [channel, followed] of this.#channels) {
      followed.asked.clear();
      if (followed.position === undefined) {
        this.#channels.delete(channel);
      }
    }
  }

  /** Where to go on after coming back, in the words of `resume`. */
  places() {
    return this.#collect((followed) => {
      followed.rate = rateFor(followed);
      return { position: followed.position, maxRate: followed.rate };
    });
  }

  /**
   * Where all stand, in the words of `resumed`, as far as a tab that is there can go on from it.
   *
   * @returns {Record<string, ResumedChannel>}
   */
  standing() {
    return this.#collect(
      ({ position }) => ({ recovered: true, missed: 0, position }),
      (followed) => followed.asked.size === 0 && !followed.isPartial && followed.rate === rateFor(followed),
    );
  }

  /**
   * The client is back, and follows those channels again and no others.
   *
   * @param {Record<string, ResumedChannel>} channels
   * @returns {string[]} those that no tab follows any longer
   */
  resumed(channels) {
    for (const [channel, followed] of this.#channels) {
      const { position, recovered, error } = channels[channel] ?? {};
      if (position === undefined || error !== undefined) {
        this.#channels.delete(channel);
      } else {
        followed.position = position;
        followed.isPartial = !recovered;
      }
    }
    return Object.keys(channels).filter((name) => channels[name].error === undefined && !this.#channels.has(name));
  }

  /** @param {string} channel */
  #followed(channel) {
    /** @type {Followed} */
    const known = this.#channels.get(channel) ?? { tabs: new Map(), isPartial: false, asked: new Set() };
    this.#channels.set(channel, known);
    return known;
  }

  /**
   * @template T
   * @param {(followed: Followed) => T} part
   * @param {(followed: Followed) => boolean} which
   */
  #collect(part, which = () => true) {
    return Object.fromEntries(
      [...this.#channels]
        .filter(([, followed]) => followed.position !== undefined && which(followed))
        .map(([channel, followed]) => [channel, part(followed)]),
    );
  }
}

/**
 * The rate that gives each tab at least what it wants.
 *
 * @param {Followed} followed
 */
function rateFor({ tabs }) {
  const rates = [...tabs.values()];
  return rates.includes(undefined) ? undefined : Math.max(.../** @type {number[]} */ (rates));
}
