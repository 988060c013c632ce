import { get } from './api.js';
import { charts } from './charts.js';
import { element, failure } from './element.js';
import { renew } from './renew.js';
import { bytes, duration, number } from './words.js';

/** The page looks as often as the server takes samples. */
const EVERY_MILLIS = 5000;

/** What people call an answer's time: up to so many milliseconds. @type {[most: number, word: string, kind: string][]} */
const GRADES = [[50, 'GOOD', 'good'], [200, 'FAIR', 'fair'], [Infinity, 'SLOW', 'bad']];

/**
 * How the server is, now and in the last ten minutes.
 *
 * @param {HTMLElement} main
 * @param {import('./view.js').View} view
 */
export function showOverview(main, view) {
  const statuses = element('dl.statuses');
  const facts = element('div');
  const history = element('div');
  const what = element('p.faint', {},
    'This server keeps the clients of applications connected, tells them things at once, and keeps for them what they missed. They connect to ',
    element('code', {}, new URL('/ws', location.href.replace(/^http/, 'ws')).href), '; under ',
    element('a', { href: '#try' }, 'Try it'), ' some are played.');
  main.append(element('h2', {}, 'Overview'), what, statuses, facts, history);
  const drawn = charts(view);
  history.append(drawn.element);

  /** @type {any} */
  let health;
  const showStatuses = () => renew(statuses, ...liveStatus(view.wire, health));
  const look = async () => {
    try {
      health = await get('/api/health');
      drawn.show(await get('/api/health/history'));
      renew(facts, factsOf(health));
    } catch (error) {
      health = undefined;
      renew(facts, failure(/** @type {Error} */ (error)));
    }
    showStatuses();
  };
  view.until(view.wire.on('latency', showStatuses));
  // When the connection changes, what was seen some seconds ago is not true any more.
  view.until(view.wire.on('status', () => {
    health = undefined;
    showStatuses();
  }));
  showStatuses();
  view.repeat(EVERY_MILLIS, look);
}

/**
 * The three lines that the first front end had.
 *
 * @param {import('/fundwire.js').Wire} wire
 * @param {any} health
 */
function liveStatus(wire, health) {
  const { state } = wire.status;
  const connection = {
    connecting: ['… Connecting', 'fair'],
    connected: ['✅ Connected', 'good'],
    reconnecting: ['🔄 Reconnecting', 'fair'],
    offline: ['❌ Offline', 'bad'],
    closed: ['❌ Closed', 'bad'],
  }[state];
  const system = {
    healthy: ['✅ Online', 'good'],
    degraded: ['⚠️ Degraded', 'fair'],
    draining: ['⚠️ Going down', 'fair'],
  }[/** @type {string} */ (health?.status)] ?? ['❌ Not reached', 'bad'];
  return [
    status('WebSocket connection', connection),
    status('System health', system, health?.reasons?.join(' ')),
    status('Performance', performance(state === 'connected' ? wire.latency?.p50 : undefined)),
  ];
}

/** @param {number | undefined} millis */
function performance(millis) {
  if (millis === undefined) {
    return ['…', 'faint'];
  }
  const [, word, kind] = GRADES.find(([most]) => millis <= most) ?? GRADES[0];
  return [`${word} • ${Math.round(millis)} ms avg`, kind];
}

/**
 * @param {string} name
 * @param {string[]} words
 * @param {string} [more]
 */
function status(name, [words, kind], more) {
  return element('div.card', {},
    element('dt', {}, name), element(`dd.${kind}`, {}, words), more && element('p.faint', {}, more));
}

/** @param {any} health */
function factsOf(health) {
  const { notifications, memory } = health;
  const facts = [
    ['Clients', number(health.connectedClients)],
    ['Notifications published', number(notifications.published)],
    ['Delivered', number(notifications.delivered)],
    ['Acknowledged', number(notifications.acknowledged)],
    ['Pending', number(notifications.pending)],
    ['Messages in', number(health.messagesReceived)],
    ['Messages out', number(health.messagesSent)],
    ['Memory', `${bytes(memory.usedBytes)} of ${bytes(memory.maxBytes)}`],
    ['Up for', duration(health.uptime)],
    ['Version', element('span.unbroken', {}, health.version)],
  ];
  return element('section.card', { 'aria-label': 'Figures' },
    element('dl.facts', {}, ...facts.map(([name, value]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, value)))));
}
