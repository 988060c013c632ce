import { FundwireError, isPassing } from './error.js';
import { covers } from './position.js';
import { Track } from './track.js';

/**
 * @typedef {import('./connection.js').Position} Position
 * @typedef {import('./channel.js').ChannelMessage} ChannelMessage
 *
 * What it tells, in the words of the channel's events.
 * @typedef {<Name extends keyof import('./channel.js').ChannelEvents>(event: Name, what: import('./channel.js').ChannelEvents[Name]) => void} Tell
 */

const AGAIN_MILLIS = 2000;

/**
 * One page following one channel, from the first who listens to the last who does no longer: has the
 * client subscribe from where the page stands, over every connection anew, and tells each message once.
 *
 * The client may be shared with other tabs, and the server knows one place of it in the log. So what
 * comes may be meant for a tab that stands elsewhere.
 */
export class Following {
  #name;
  #options;
  #desk;
  #tell;
  #track;
  /** @type {any} */
  #retry;
  /** Counts what was asked, so that only the last answer counts. */
  #asked = 0;
  /** Whether what comes is meant for other tabs, until this one is told where it begins. */
  #isElsewhere = false;
  /** How many messages another tab gets first that begins anew. */
  #awaited = 0;

  /**
   * @param {string} name
   * @param {import('./channel.js').ChannelOptions} options
   * @param {import('./track.js').Bookmark | undefined} bookmark where the page before stood
   * @param {import('./channel.js').ChannelDesk} desk
   * @param {Tell} tell
   */
  constructor(name, options, bookmark, desk, tell) {
    this.#name = name;
    this.#options = options;
    this.#desk = desk;
    this.#tell = tell;
    this.#track = new Track(options.history === undefined ? bookmark : undefined, options.history);
  }

  start() {
    this.newest.forEach((message) => this.#tell('message', message));
    if (this.#desk.isOpen()) {
      this.#subscribe();
    }
  }

  /** It is over. */
  end() {
    this.#asked++;
    this.#desk.environment.stopTimer(this.#retry);
    this.#desk.unfollow(this.#name);
  }

  /**
   * Up to where this page was told everything; nowhere before it was told where it begins.
   *
   * @returns {Position | undefined}
   */
  get position() {
    return this.#track.position;
  }

  /** What one who listens from now on is told first: the newest of each key, and of the others as many as the options say. */
  get newest() {
    return this.#track.newest;
  }

  #subscribe() {
    const asked = ++this.#asked;
    this.#isElsewhere = true;
    this.#awaited = 0;
    this.#desk.environment.stopTimer(this.#retry);
    const { position } = this.#track;
    const { history, maxRate } = this.#options;
    const beginning = position === undefined ? { history } : { position };
    this.#desk.requests
      .send('subscribe', { channel: this.#name, maxRate, ...beginning }, 'fleeting', undefined, ({ data }) => {
        if (asked === this.#asked) {
          this.#begins(data, position);
        }
      })
      .catch((error) => {
        if (asked === this.#asked) {
          this.#refused(error);
        }
      });
  }

  /**
   * The server said where the messages begin that it sends now.
   *
   * @param {{position: Position, recovered: boolean, missed: number}} subscribed
   * @param {Position | undefined} wanted
   */
  #begins({ position, recovered, missed }, wanted) {
    this.#goOn();
    if (wanted === undefined) {
      this.#track.begin(position);
    } else if (!recovered) {
      this.#loseTrack(position);
    }
    this.#tell('subscribed', { recovered, missed });
  }

  /** @param {Position} position */
  #loseTrack(position) {
    this.#track.begin(position);
    this.#tell('gap', undefined);
  }

  /** @param {FundwireError} error */
  #refused(error) {
    const { environment } = this.#desk;
    if (error.code === 'lost' || error.code === 'closed') {
      return;
    }
    if (isPassing(error)) {
      this.#subscribeIn(AGAIN_MILLIS * (1 + environment.random()));
    }
    this.#tell('error', error);
  }

  /** @param {number} millis */
  #subscribeIn(millis) {
    const { environment, isOpen } = this.#desk;
    environment.stopTimer(this.#retry);
    this.#retry = environment.startTimer(() => isOpen() && this.#subscribe(), millis);
  }

  // What its tab tells it.

  /**
   * There is a connection, and the client follows those channels.
   *
   * @param {Record<string, import('./connection.js').ResumedChannel>} channels
   */
  opened(channels) {
    this.#desk.environment.stopTimer(this.#retry);
    const here = Object.hasOwn(channels, this.#name) ? channels[this.#name] : undefined;
    const { position } = this.#track;
    if (here?.error !== undefined) {
      this.#asked++;
      this.#isElsewhere = true;
      this.#refused(new FundwireError(here.error.code, here.error.message));
    } else if (here?.position === undefined || position === undefined) {
      this.#subscribe();
    } else if (!here.recovered || covers(here.position, position)) {
      this.#asked++;
      this.#begins({ ...here, position: here.position }, position);
    } else {
      this.#subscribe();
    }
  }

  /**
   * The server said something about this channel that is no answer to this tab.
   *
   * @param {import('./connection.js').Envelope} envelope
   */
  heard({ type, replyTo, data }) {
    const { position } = this.#track;
    if (position === undefined) {
      return;
    }
    if (type.startsWith('presence-')) {
      this.#tell('presence', { ...data, type });
    } else if (this.#awaited > 0 && type === 'message') {
      this.#awaits(data.position, position);
    } else if (this.#isElsewhere && this.#awaited === 0) {
      return;
    } else if (type === 'message') {
      this.#message(data);
    } else if (type === 'subscribed') {
      this.#beginsElsewhere(data, replyTo, position);
    }
  }

  /** @param {ChannelMessage} message */
  #message(message) {
    switch (this.#track.take(message)) {
      case 'new':
        this.#tell('message', message);
        break;
      case 'elsewhere':
        this.#loseTrack({ ...message.position, offset: message.offset - 1 });
        this.#message(message);
        break;
      case 'known':
        break;
    }
  }

  /**
   * The log was lost under the client, or another tab had the server begin at another place.
   *
   * @param {{position: Position, recovered: boolean, missed: number}} subscribed
   * @param {string | undefined} replyTo
   * @param {Position} position
   */
  #beginsElsewhere(subscribed, replyTo, position) {
    this.#goOn();
    if (replyTo === undefined || subscribed.position.epoch !== position.epoch) {
      this.#loseTrack(subscribed.position);
    } else if (!covers(subscribed.position, position)) {
      this.#subscribe();
    } else if (!subscribed.recovered && subscribed.missed > 0) {
      // The other tab begins with the newest of each key, and not with all that this one may lack.
      this.#isElsewhere = true;
      this.#awaited = subscribed.missed;
      this.#subscribeIn(AGAIN_MILLIS);
    }
  }

  /**
   * Once the other tab has what it begins with, this one has the server go back to where it stands,
   * unless there was nothing beyond.
   *
   * @param {Position} sent
   * @param {Position} position
   */
  #awaits(sent, position) {
    this.#awaited--;
    if (this.#awaited === 0) {
      if (covers(sent, position)) {
        this.#goOn();
      } else {
        this.#subscribe();
      }
    }
  }

  /** What comes is for this tab too. */
  #goOn() {
    this.#isElsewhere = false;
    this.#awaited = 0;
    this.#desk.environment.stopTimer(this.#retry);
  }

  /** What this page follows, for a tab that gets the connection. */
  following() {
    const { position } = this.#track;
    return position === undefined ? undefined : { position, maxRate: this.#options.maxRate };
  }

  /** What this page leaves to the next one in its tab. */
  bookmark() {
    return this.#track.bookmark();
  }
}
