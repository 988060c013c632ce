import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Chance, withSeeds } from './fixtures/random.js';
import { WatchedChannel } from './fixtures/watched-channel.js';
import { World, outcome } from './fixtures/world.js';

const CHANNELS = ['conversation:1', 'document:1', 'job:1'];
const STEPS = 60;

/** Whatever happens, in any order and at any time. */
class Simulation {
  /** @type {{page: any, wire: import('../fundwire.js').Wire, tab: any, channels: Map<string, WatchedChannel>, announced: string[], resting: boolean}[]} */
  pages = [];
  /** @type {{text: string, became: any, page: any}[]} */
  publications = [];
  /** @type {{became: any, page: any}[]} */
  requests = [];
  #count = 0;
  losses = 0;

  /**
   * @param {number} seed
   * @param {{maxPages: number, mayLose: boolean, hasRates: boolean}} options
   */
  constructor(seed, options) {
    this.chance = new Chance(seed);
    this.options = options;
    const { chance } = this;
    const below = (/** @type {number[]} */ limits) => {
      const limit = chance.of(limits);
      return () => chance.below(limit);
    };
    this.world = new World({
      random: chance.random,
      delay: below([1, 20, 20, 300]),
      pause: below([1, 60, 60, 500]),
      tabDelay: below([1, 15, 15, 200]),
    });
    this.#mood(chance.of([0, 0, 0.1]));
  }

  /**
   * The server refuses some of what it is asked for, for now.
   *
   * @param {number} probability
   */
  #mood(probability) {
    for (const type of ['subscribe', 'publish', 'notification-ack', 'notifications-request', 'system-health-request']) {
      this.server.answers.set(type, ({ id }, connection) => {
        if (this.chance.happens(probability)) {
          this.server.refuse(connection, this.chance.of(['unavailable', 'rate-limited']), id);
          return false;
        }
        return undefined;
      });
    }
  }

  get server() {
    return this.world.server;
  }

  /**
   * Told where only one seed is run.
   *
   * @param {string} what
   */
  note(what) {
    if (process.env.SEED !== undefined) {
      console.log(`${this.world.time.now() % 10_000_000} ${what}`);
    }
  }

  /** @param {any} [tab] */
  open(tab) {
    const { wire, tab: own } = this.world.connect({ timeout: 5000, user: 'alice' }, tab);
    const page = { page: own.name, wire, tab: own, channels: new Map(), announced: [], resting: false };
    wire.notifications.on('notification', ({ notificationId }) => page.announced.push(notificationId));
    this.pages.push(page);
    return page;
  }

  /** @param {any} page */
  forget(page) {
    page.channels.forEach((/** @type {WatchedChannel} */ channel) => channel.check(this.options.hasRates));
    this.pages = this.pages.filter((one) => one !== page);
  }

  async run() {
    this.open();
    for (let i = 0; i < STEPS; i++) {
      this.step();
      await this.world.time.advance(this.chance.happens(0.7) ? this.chance.below(40) : this.chance.below(4000));
    }
    await this.endWell();
    this.check();
  }

  step() {
    const { chance } = this;
    const all = this.pages.filter(({ resting }) => !resting);
    const page = chance.of(all);
    const what = chance.of(this.#choices(page));
    this.note(`${what} ${page?.page ?? ''}`);
    /** @type {any} */ (this)[what](page);
  }

  /** @param {any} page */
  #choices(page) {
    const always = ['says', 'says', 'says', 'cuts', 'doorChanges', 'restarts', 'fences', 'notifies', 'withdraws'];
    const losing = this.options.mayLose ? ['loses', 'forgets', 'forgetsTokens'] : [];
    const opening = this.pages.length < this.options.maxPages ? ['opens', 'opens'] : [];
    const inPage = ['follows', 'follows', 'publishes', 'publishes', 'asks', 'acknowledges', 'unfollows', 'wakes', 'bursts', 'networkChanges'];
    const leaving = ['closes', 'crashes', 'reloads', 'duplicates', 'rests'];
    const returning = this.pages.some(({ resting }) => resting) ? ['returns'] : [];
    return [...always, ...losing, ...opening, ...returning, ...(page ? [...inPage, ...inPage, ...leaving] : ['opens'])];
  }

  opens() {
    this.open();
  }

  says() {
    const channel = this.chance.of(CHANNELS);
    for (let i = this.chance.below(8); i >= 0; i--) {
      this.#publishOn(channel, (rest) => this.server.channels.publish(channel, rest));
    }
  }

  /**
   * @param {string} channel
   * @param {(publication: {payload: string, key?: string}) => void} publish
   */
  #publishOn(channel, publish) {
    const hasKey = !channel.startsWith('conversation:') && this.chance.happens(0.5);
    publish({ payload: `p${this.#count++}`, key: hasKey ? this.chance.of(['a', 'b', 'c']) : undefined });
  }

  /** @param {any} page */
  publishes(page) {
    const channel = this.chance.of(CHANNELS);
    this.#publishOn(channel, ({ payload, key }) => {
      const became = outcome(page.wire.channel(channel).publish('note', payload, { key }));
      this.publications.push({ text: payload, became, page });
    });
  }

  /** @param {any} page */
  asks(page) {
    this.requests.push({ became: outcome(page.wire.health.request()), page });
  }

  /** @param {any} page */
  follows(page) {
    const name = this.chance.of(CHANNELS);
    const options = {
      history: this.chance.of([undefined, undefined, 0, 2, 50]),
      maxRate: this.options.hasRates ? this.chance.of([undefined, 1, 5]) : undefined,
    };
    if (!page.channels.has(name)) {
      this.note(`  ${name}`);
      page.channels.set(name, new WatchedChannel(page.wire.channel(name, options), this.server, options));
    }
  }

  /** @param {any} page */
  unfollows(page) {
    const name = this.chance.of(CHANNELS);
    const watched = page.channels.get(name);
    if (watched !== undefined) {
      this.note(`  ${name}`);
      watched.check(this.options.hasRates);
      watched.stop();
      page.channels.delete(name);
    }
  }

  /** @param {any} page */
  wakes(page) {
    page.tab.hides();
    page.tab.shows();
  }

  cuts() {
    const { chance } = this;
    this.server.connections.forEach((one) => (chance.happens(0.8) ? one.cut() : (one.isSilent = true)));
  }

  restarts() {
    this.server.forgetVersions();
    this.server.connections.forEach((one) => {
      one.say('reconnect', { delayMillis: 200 + this.chance.below(2000), reason: 'The server is restarted.' });
      one.close(1012);
    });
  }

  /** Somebody else comes back as who the client was. */
  fences() {
    if (this.chance.happens(0.3)) {
      this.server.connections.forEach((one) => one.fence());
    }
  }

  /** @param {any} page */
  networkChanges(page) {
    if (page.tab.isOnline) {
      page.tab.goesOffline();
    } else {
      page.tab.goesOnline();
    }
  }

  /** @param {any} page */
  bursts(page) {
    for (let i = this.chance.below(120); i >= 0; i--) {
      const payload = `p${this.#count++}`;
      const became = outcome(page.wire.channel('live:1').publish('note', payload));
      this.publications.push({ text: payload, became, page });
    }
  }

  doorChanges() {
    this.server.door = this.chance.of(['accept', 'accept', 'refuse']);
  }

  loses() {
    this.losses++;
    this.server.channels.log(this.chance.of(CHANNELS)).lose(1 + this.chance.below(5));
  }

  forgets() {
    this.losses++;
    this.server.channels.forget(this.chance.of(CHANNELS));
  }

  forgetsTokens() {
    this.server.forgetTokens();
  }

  notifies() {
    this.server.notify({ notificationId: `n${this.#count++}` });
  }

  withdraws() {
    const [id] = [...this.server.notifications.keys()].slice(-1);
    if (id !== undefined) {
      this.server.withdraw(id);
    }
  }

  /** @param {any} page */
  acknowledges(page) {
    const item = this.chance.of(page.wire.notifications.items);
    if (item !== undefined) {
      this.requests.push({ became: outcome(/** @type {any} */ (item).read()), page });
    }
  }

  /** @param {any} page */
  closes(page) {
    this.forget(page);
    page.tab.close();
  }

  /** @param {any} page */
  crashes(page) {
    this.forget(page);
    page.tab.crash();
  }

  /** @param {any} page */
  reloads(page) {
    this.forget(page);
    const next = this.open(page.tab.reload());
    for (const name of page.channels.keys()) {
      next.channels.set(name, new WatchedChannel(next.wire.channel(name), this.server, {}));
    }
  }

  /** @param {any} page */
  duplicates(page) {
    if (this.pages.length < this.options.maxPages) {
      this.open(page.tab.duplicate());
    }
  }

  /** @param {any} page */
  rests(page) {
    page.resting = true;
    page.tab.rests();
  }

  returns() {
    const page = /** @type {any} */ (this.pages.find(({ resting }) => resting));
    this.note(`  ${page.page}`);
    page.resting = false;
    page.tab.returns();
  }

  async endWell() {
    while (this.pages.some(({ resting }) => resting)) {
      this.returns();
    }
    if (this.pages.length === 0) {
      this.open();
    }
    this.pages.forEach(({ tab }) => tab.isOnline || tab.goesOnline());
    this.server.door = 'accept';
    this.#mood(0);
    this.note('the end');
    await this.world.time.advance(180_000);
  }

  check() {
    const { server, pages } = this;
    const { hasRates, mayLose } = this.options;
    assert.deepEqual(pages.map(({ wire }) => wire.status.state), pages.map(() => 'connected'));
    assert.equal(server.connections.length, 1, 'connections');
    const clients = pages.map(({ page, wire }) => `${page}: ${wire.clientId}`);
    assert.equal(new Set(pages.map(({ wire }) => wire.clientId)).size, 1, `${clients}`);
    for (const { channels, page } of pages) {
      for (const channel of channels.values()) {
        try {
          channel.checkToTheEnd(hasRates);
        } catch (fault) {
          throw new Error(`page ${page}: ${/** @type {Error} */ (fault).message}`);
        }
        assert.ok(mayLose || channel.gaps === 0, `${channel.name}: a gap, though nothing was lost`);
      }
    }
    const wanted = new Set(pages.flatMap(({ channels }) => [...channels.keys()]));
    assert.deepEqual(server.channels.followedBy(server.connection), [...wanted].sort(), 'what is followed');
    this.#checkPublications();
    this.#checkNotifications();
  }

  #checkPublications() {
    for (const { text, became, page } of this.publications) {
      const count = this.server.channels.published.filter(({ payload }) => payload === text).length;
      const isHere = this.pages.includes(page);
      assert.ok(!isHere || became.state !== 'open', `${text} is neither published nor refused`);
      assert.ok(count <= 1, `${text} was published ${count} times`);
      assert.ok(became.state !== 'kept' || count === 1, `${text} was said to be published`);
      if (became.state === 'broken' && isHere) {
        assert.ok(['uncertain', 'timeout', 'unavailable'].includes(became.error.code), `${text}: ${became.error}`);
      }
    }
    for (const { became, page } of this.requests) {
      assert.ok(!this.pages.includes(page) || became.state !== 'open', 'a request was not answered');
    }
  }

  #checkNotifications() {
    const open = [...this.server.notifications.values()]
      .filter(({ status }) => status === 'delivered')
      .map(({ notificationId }) => notificationId)
      .sort();
    for (const { wire, announced, page } of this.pages) {
      assert.equal(new Set(announced).size, announced.length, `page ${page}: announced twice: ${announced}`);
      const items = wire.notifications.items.map(({ notificationId }) => notificationId).sort();
      assert.deepEqual(items, open, `page ${page}: open notifications`);
      assert.deepEqual(open.filter((id) => !announced.includes(id)), [], `page ${page}: not announced`);
      assert.equal(wire.notifications.unread, open.length, `page ${page}: unread`);
    }
  }
}

/**
 * @param {number} seeds
 * @param {{maxPages: number, mayLose: boolean, hasRates: boolean}} options
 */
async function simulate(seeds, options) {
  await withSeeds(seeds, (seed) => new Simulation(seed, options).run());
}

test('tells one page everything once, however often the connection is lost', () =>
  simulate(75, { maxPages: 1, mayLose: false, hasRates: false }));

test('tells each of several pages everything once, whoever of them comes and goes', () =>
  simulate(75, { maxPages: 4, mayLose: false, hasRates: false }));

test('tells everything once where keys have rates and overtake each other', () =>
  simulate(75, { maxPages: 3, mayLose: false, hasRates: true }));

test('tells what is left, and that something was lost, where logs and tokens are', () =>
  simulate(75, { maxPages: 3, mayLose: true, hasRates: true }));
