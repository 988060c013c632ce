import { Emitter } from './emitter.js';

/**
 * How the server is: the data of `system-health`, protocol section 2, or that it cannot be reached.
 *
 * @typedef {{status: 'healthy' | 'degraded' | 'draining', connectedClients: number, uptime: number, reasons?: string[]} & Record<string, any>
 *   | {status: 'unreachable'}} SystemHealth
 *
 * @typedef {object} HealthEvents
 * @property {SystemHealth} change its status is another one
 * @property {SystemHealth} report each time that it was looked at
 */

/**
 * The server's health, looked at from time to time while anybody listens.
 *
 * @extends {Emitter<HealthEvents>}
 */
export class Health extends Emitter {
  #settings;
  #requests;
  #isOpen = false;
  /** @type {any} */
  #timer;
  /** @type {SystemHealth} */
  #current = { status: 'unreachable' };

  /**
   * @param {import('./options.js').Settings} settings
   * @param {import('./requests.js').Requests} requests
   */
  constructor(settings, requests) {
    super();
    this.#settings = settings;
    this.#requests = requests;
  }

  /** What is known; `unreachable` before anything is. */
  get current() {
    return this.#current;
  }

  /**
   * @override
   * @template {keyof HealthEvents} Name
   * @param {Name} event
   * @param {(what: HealthEvents[Name]) => void} listener
   */
  on(event, listener) {
    const stop = super.on(event, listener);
    if (this.#timer === undefined) {
      this.#look();
    }
    return stop;
  }

  /**
   * Asks the server now.
   *
   * @returns {Promise<SystemHealth>}
   */
  async request() {
    const { data } = await this.#requests.send('system-health-request', {}, 'ask');
    this.#be(data);
    return data;
  }

  opened() {
    this.#isOpen = true;
    this.#look();
  }

  lost() {
    this.#isOpen = false;
    this.#settings.environment.stopTimer(this.#timer);
    this.#timer = undefined;
    if (this.#current.status !== 'unreachable') {
      this.#be({ status: 'unreachable' });
    }
  }

  #look() {
    const { environment, healthInterval } = this.#settings;
    environment.stopTimer(this.#timer);
    this.#timer = undefined;
    if (this.#isOpen && (this.hasListeners('change') || this.hasListeners('report'))) {
      this.#timer = environment.startTimer(() => this.#look(), healthInterval);
      // One that fails is as good as none: there is the next one.
      this.#requests.send('system-health-request', {}, 'fleeting').then(
        ({ data }) => this.#be(data),
        () => {},
      );
    }
  }

  /** @param {SystemHealth} health */
  #be(health) {
    const isNews = health.status !== this.#current.status;
    this.#current = health;
    this.emit('report', health);
    if (isNews) {
      this.emit('change', health);
    }
  }
}
