import { Refusal, address, call, get } from './api.js';
import { element, failure, loading, table } from './element.js';
import { renew } from './renew.js';
import { counted, number, time } from './words.js';

const EVERY_MILLIS = 1500;
const PAGE = 50;

/** Where this tab keeps what it sent, so that a reload loses sight of nothing. */
const SENT = 'fundwire-console-sent';
const MOST_SENT = 5;

/** What a delivery says, under which heading, in the order in which it happens; what none has said is no column. */
const COLUMNS = [
  ['Sent', (/** @type {any} */ one) => when(one.firstWrittenAt)],
  ['Arrived', (/** @type {any} */ one) => when(one.receivedAt)],
  ['Read', (/** @type {any} */ one) => when(one.readAt)],
  ['Dismissed', (/** @type {any} */ one) => when(one.dismissedAt)],
  ['Button pressed', (/** @type {any} */ one) => one.actionId],
  ['Ended', (/** @type {any} */ one) => when(one.endedAt)],
  ['Why', (/** @type {any} */ one) => REASONS[/** @type {keyof typeof REASONS} */ (one.reason)] ?? one.reason],
];

const REASONS = {
  'ttl-passed': 'nobody read it in time',
  withdrawn: 'it was withdrawn',
  'client-left': 'who had no name left, and did not come back',
};

/** What was sent from this tab, the last first. @returns {string[]} */
export function sentBefore() {
  try {
    const ids = JSON.parse(sessionStorage.getItem(SENT) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** @param {string[]} ids */
function keep(ids) {
  try {
    sessionStorage.setItem(SENT, JSON.stringify(ids.slice(0, MOST_SENT)));
  } catch {
    // Without storage it is forgotten with the page.
  }
}

/**
 * One notification and its deliveries, for as long as the view lasts.
 *
 * @param {import('./view.js').View} view
 * @param {string} id
 */
export function followed(view, id) {
  const path = `/api/notifications/${encodeURIComponent(id)}`;
  const others = sentBefore().filter((other) => other !== id);
  keep([id, ...others]);
  const said = view.outcome();
  const trouble = element('div');
  const shown = element('div', {}, loading());
  const look = async () => {
    try {
      // In this order: what is said of all of them may be newer than the ledger, never older.
      const page = await get(address(`${path}/deliveries`, { limit: PAGE }));
      const one = await get(path);
      renew(trouble);
      renew(shown, ...accountOf(one, page), one.state === 'open' && element('p.actions', {},
        element('button.danger', { type: 'button', onclick: withdraw }, 'Withdraw')));
      return one.state === 'open' ? 'again' : 'over';
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) {
        keep(sentBefore().filter((other) => other !== id));
        renew(trouble);
        renew(shown, element('p.faint', {}, 'This notification is not kept any more.'));
        return 'over';
      }
      // What is known of it stays: it may be all that somebody wants to see.
      renew(trouble, failure(/** @type {Error} */ (error)));
      return 'again';
    }
  };
  const withdraw = async () => {
    if (confirm('Withdraw this notification? Whoever has not read it yet will not see it any more.')) {
      await call('DELETE', path).then(look, (error) => renew(said, failure(error)));
    }
  };
  view.repeat(EVERY_MILLIS, look);
  return element('section.card', { 'aria-label': 'What became of it' }, trouble, shown, said);
}

/**
 * @param {any} one
 * @param {{deliveries: any[], next?: string}} page
 */
function accountOf(one, { deliveries, next }) {
  const { received, read, dismissed } = one.acknowledged;
  const words = `${one.state}: ${counted(one.addressed, 'addressee', 'addressees')}, ${number(one.delivered)} delivered, `
    + `${number(received + read + dismissed)} acknowledged, ${number(one.pending)} pending.`
    + (one.state === 'open' && one.addressed > 0 && one.delivered === 0 ? ' None of them is connected: it waits for them.' : '');
  return [
    element('h3', {}, one.title, ' ', element('small.faint', {}, 'sent ', time(one.createdAt))),
    element('p', { role: 'status' }, words),
    ledgerTable(deliveries),
    next !== undefined && element('p.faint', {}, `The first ${PAGE} of them.`),
  ];
}

/** @param {any[]} deliveries */
function ledgerTable(deliveries) {
  const columns = COLUMNS.filter(([, value]) => deliveries.some((one) => /** @type {any} */ (value)(one) !== undefined));
  const rows = deliveries.map((one) => ({
    key: one.userId,
    cells: [one.userId, one.status, ...columns.map(([, value]) => /** @type {any} */ (value)(one))],
  }));
  return table('Deliveries', ['User', 'Status', ...columns.map(([name]) => /** @type {string} */ (name))],
    rows, 'It was addressed to nobody who is known.');
}

/** @param {string | undefined} at */
function when(at) {
  return at === undefined ? undefined : time(at);
}
