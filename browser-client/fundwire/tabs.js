import { Leader } from './leader.js';

/** How long a leader that gives up keeps the others from leading before they heard why. */
const HEARD_MILLIS = 1000;

const TAKEN_OVER = 'The tab that had the connection was closed.';

/**
 * @typedef {object} TabListener
 * @property {(note: import('./leader.js').Note) => void} told what the leader says to this tab
 * @property {() => Record<string, import('./leader.js').Following>} following what this tab follows
 * @property {() => string | undefined} token as whom to come back
 * @property {() => object[]} notifications what is open
 */

/**
 * This tab among those that share one connection. One of them, chosen by a lock of the browser, has
 * it and is the leader; when that tab goes, however that be, the browser gives the lock to the next.
 * Where tabs cannot agree or talk, each leads itself.
 */
export class Tabs {
  #settings;
  #environment;
  #listener;
  #tab;
  #name;
  #shares;
  /** @type {Leader | undefined} */
  #leader;
  /** @type {BroadcastChannel | undefined} */
  #broadcast;
  /** @type {AbortController | undefined} */
  #running;
  /** While this tab leads, or would if the others went. @type {AbortController | undefined} */
  #candidacy;
  /** While this tab has given up, and keeps its candidacy for a moment. @type {any} */
  #rest;
  /** Tabs whose end the leader is waiting for. @type {Set<string>} */
  #watched = new Set();
  #wasLed = false;
  /** Each leader has a higher one: what one says that is no more may come after what the next one says. */
  #term = 0;
  #isHere = false;

  /**
   * @param {import('./options.js').Settings} settings
   * @param {string} tab the id of this tab
   * @param {TabListener} listener
   */
  constructor(settings, tab, listener) {
    this.#settings = settings;
    this.#environment = settings.environment;
    this.#listener = listener;
    this.#tab = tab;
    this.#name = sharingName(settings);
    const { locks, openBroadcast } = this.#environment;
    this.#shares = settings.share !== false && locks !== undefined && openBroadcast !== undefined;
  }

  /** Joins the others, or leads. */
  start() {
    if (this.#running !== undefined) {
      return;
    }
    this.#running = new AbortController();
    this.#broadcast = this.#shares ? this.#openBroadcast() : undefined;
    if (this.#broadcast !== undefined) {
      this.#hold(this.#lockOf(this.#tab), this.#running, () => {
        this.#isHere = true;
        this.#join();
      });
    }
    this.stand();
  }

  /** Leads, now or when the others have gone. */
  stand() {
    if (this.#rest !== undefined) {
      this.#endRest();
      this.#lead();
    }
    if (this.#running === undefined || this.#candidacy !== undefined) {
      return;
    }
    this.#candidacy = new AbortController();
    if (this.#broadcast === undefined) {
      this.#lead();
      return;
    }
    this.#hold(
      `${this.#name}:leader`,
      this.#candidacy,
      () => this.#lead(),
      () => this.#leadAlone(),
    );
  }

  /** Neither leads nor would, but goes along as soon as another tab does. */
  standDown() {
    if (this.#leader === undefined) {
      this.#withdraw();
      return;
    }
    this.#leader.stop();
    this.#leader = undefined;
    this.#watched.clear();
    this.#rest = this.#environment.startTimer(() => this.#withdraw(), HEARD_MILLIS);
  }

  #withdraw() {
    this.#endRest();
    this.#candidacy?.abort();
    this.#candidacy = undefined;
  }

  #endRest() {
    this.#environment.stopTimer(this.#rest);
    this.#rest = undefined;
  }

  #openBroadcast() {
    try {
      const broadcast = this.#environment.openBroadcast?.(this.#name);
      if (broadcast !== undefined) {
        broadcast.onmessage = ({ data }) => this.#heard(data);
      }
      return broadcast;
    } catch {
      return undefined;
    }
  }

  /** The browser has locks, and lets this page have none. */
  #leadAlone() {
    this.#broadcast?.close();
    this.#broadcast = undefined;
    this.#lead();
  }

  /** Leaves the others; if this tab led, another one does from now on. */
  stop() {
    if (this.#leader === undefined) {
      this.say({ kind: 'leave' });
    }
    this.standDown();
    this.#withdraw();
    this.#running?.abort();
    this.#running = undefined;
    this.#isHere = false;
    this.#broadcast?.close();
    this.#broadcast = undefined;
    this.#wasLed = false;
  }

  /**
   * Asks the leader for something.
   *
   * @param {any} request one of {@link import('./leader.js').Request}, without `tab`
   */
  say(request) {
    const signed = { ...request, tab: this.#tab, term: this.#term };
    if (this.#leader !== undefined) {
      this.#leader.take(signed);
    } else {
      this.#broadcast?.postMessage(signed);
    }
  }

  /** Whoever is not seen to be here by its lock would be taken for gone at once. */
  #join() {
    if (this.#leader === undefined && !this.#isHere) {
      return;
    }
    this.say({ kind: 'join', channels: this.#listener.following() });
  }

  #lead() {
    this.#term = Math.max(this.#environment.now(), this.#term + 1);
    this.#leader = new Leader(this.#settings, this.#listener.token(), this.#listener.notifications, (note) =>
      this.#tell(note),
    );
    this.#leader.start(this.#wasLed ? TAKEN_OVER : undefined);
    this.#tell({ kind: 'lead' });
  }

  /** @param {import('./leader.js').Note} note */
  #tell(note) {
    if (note.to !== this.#tab) {
      this.#broadcast?.postMessage({ ...note, term: this.#term });
    }
    this.#listen(note);
  }

  /** @param {any} said by another tab, as a leader or to one */
  #heard(said) {
    if (said.tab === undefined) {
      if (this.#leader === undefined && said.term >= this.#term) {
        this.#term = said.term;
        this.#wasLed = true;
        this.#listen(said);
      }
    } else if (this.#leader !== undefined && (said.kind !== 'send' || said.term === this.#term)) {
      // What was said to the leader before is said again to this one.
      this.#watch(said.tab);
      this.#leader.take(said);
    }
  }

  /** @param {import('./leader.js').Note} note */
  #listen(note) {
    if (note.to === undefined || note.to === this.#tab) {
      this.#listener.told(note);
      if (note.kind === 'lead') {
        this.#join();
        this.stand();
      }
    }
  }

  /**
   * A tab holds its own lock for as long as it lives, so whoever gets that knows that it is gone.
   *
   * @param {string} tab
   */
  #watch(tab) {
    if (!this.#watched.has(tab)) {
      this.#watched.add(tab);
      this.#request(this.#lockOf(tab), /** @type {AbortController} */ (this.#candidacy).signal, async () => {
        this.#watched.delete(tab);
        this.#leader?.take({ kind: 'leave', tab });
      });
    }
  }

  /** @param {string} tab */
  #lockOf(tab) {
    return `${this.#name}:tab:${tab}`;
  }

  /**
   * Holds a lock for as long as something is not over.
   *
   * @param {string} lock
   * @param {AbortController} something
   * @param {() => void} held
   * @param {() => void} [refused]
   */
  #hold(lock, { signal }, held, refused) {
    const holding = () => {
      if (signal.aborted) {
        return Promise.resolve();
      }
      held();
      return /** @type {Promise<void>} */ (
        new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
      );
    };
    this.#request(lock, signal, holding, refused);
  }

  /**
   * @param {string} lock
   * @param {AbortSignal} signal
   * @param {() => Promise<void>} held
   * @param {() => void} [refused]
   */
  #request(lock, signal, held, refused) {
    const locks = /** @type {LockManager} */ (this.#environment.locks);
    locks.request(lock, { signal }, held).catch(() => signal.aborted || refused?.());
  }
}

/** @param {import('./options.js').Settings} settings */
export function sharingName({ url, share }) {
  const sharing = typeof share === 'string' ? `#${share}` : share ? '' : '#alone';
  // Tabs of before and after an update, which may not understand each other, have another number.
  return `fundwire:1:${url}${sharing}`;
}
