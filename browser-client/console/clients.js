import { address, get } from './api.js';
import { bar, element, failure, field, loading, table } from './element.js';
import { renew } from './renew.js';
import { ago, counted, number, user } from './words.js';

const PAGE = 100;
const EVERY_MILLIS = 5000;

/** How many of those that left are shown at first, and how many more at a time. */
const LEFT = 50;

/** The server remembers no more of them. */
const MOST_LEFT = 1000;

/**
 * Who is connected, and who left.
 *
 * @param {HTMLElement} main
 * @param {import('./view.js').View} view
 */
export function showClients(main, view) {
  main.append(element('h2', {}, 'Clients'), connected(view), left(view));
}

/** @param {import('./view.js').View} view */
function connected(view) {
  // They are in the page's history, so that whoever comes back from a client finds the list as it was.
  const before = history.state;
  const search = element('input', {
    type: 'search', name: 'search', maxLength: 128, autocomplete: 'off', value: before?.search ?? '',
  });
  const count = element('span.count', { role: 'status' });
  const here = element('div', {}, loading());
  const earlier = element('button', { type: 'button' }, '‹ Previous page');
  const later = element('button', { type: 'button' }, 'Next page ›');

  /** Where each page up to the one that is shown begins. @type {(string | undefined)[]} */
  let pages = before?.pages ?? [undefined];
  /** @type {string | undefined} */
  let next;
  let asked = 0;
  const barPages = () => {
    bar(earlier, pages.length === 1);
    bar(later, next === undefined);
  };
  const show = async () => {
    const mine = ++asked;
    const wanted = search.value.trim();
    try {
      const page = await get(address('/api/clients', { limit: PAGE, after: pages.at(-1), search: wanted }));
      if (mine === asked) {
        next = page.next;
        count.textContent = counted(page.total, 'client', 'clients');
        renew(here, clientTable(page.clients, wanted, view.wire.clientId));
        barPages();
      }
    } catch (error) {
      if (mine === asked) {
        count.textContent = '';
        renew(here, failure(/** @type {Error} */ (error), show));
      }
    }
  };
  const turn = (/** @type {(string | undefined)[]} */ to) => {
    pages = to;
    history.replaceState({ search: search.value, pages }, '');
    show();
  };
  search.oninput = () => turn([undefined]);
  later.onclick = () => turn([...pages, next]);
  earlier.onclick = () => turn(pages.slice(0, -1));
  barPages();
  view.repeat(EVERY_MILLIS, show);
  return element('section.card', { 'aria-label': 'Connected' },
    element('div.bar', {}, field('Search by user or client id', search), earlier, later, count), here);
}

/** @param {import('./view.js').View} view */
function left(view) {
  const gone = element('div', {}, loading());
  let limit = LEFT;
  const more = () => {
    limit = Math.min(MOST_LEFT, limit + LEFT);
    show();
  };
  const show = () => get(address('/api/departures', { limit })).then(
    ({ departures, next }) => renew(gone, departureTable(departures), next !== undefined && limit < MOST_LEFT
      && element('p.actions', {}, element('button', { type: 'button', onclick: more }, 'Show more'))),
    (error) => renew(gone, failure(error)),
  );
  view.repeat(EVERY_MILLIS, show);
  return element('section.card', { 'aria-label': 'Left in the last hour' },
    element('h3', {}, 'Left in the last hour'),
    element('p.faint', {}, 'One line for each connection that ended, so a client that came back and left again is here more than once.'),
    gone);
}

/**
 * @param {any[]} clients
 * @param {string} search
 * @param {string | undefined} self the client of this page
 */
function clientTable(clients, search, self) {
  const rows = clients.map((client) => ({
    key: client.clientId,
    cells: [
      client.clientId === self ? 'this page' : user(client),
      link(client),
      ago(client.since),
      ago(client.lastHeard),
      number(client.messagesReceived),
      number(client.messagesSent),
      number(client.waitingMessages),
      number(client.channels),
    ],
  }));
  return table('Connected clients', ['User', 'Client', 'Since', 'Last heard', '#In', '#Out', '#In queue', '#Channels'],
    rows, search ? `No connected client matches “${search}”.` : 'Nobody is connected.');
}

/** @param {any[]} departures */
function departureTable(departures) {
  const rows = departures.map((one) => ({
    key: `${one.clientId} ${one.leftAt}`,
    cells: [user(one), one.reason, ago(one.leftAt), String(one.code), link(one)],
  }));
  return table('Clients that left', ['User', 'Why', 'Left', '#Code', 'Client'], rows,
    'Nobody has left in the last hour, or since the server started.');
}

/** @param {any} client */
function link({ clientId }) {
  return element('a.id', { href: `#clients/${encodeURIComponent(clientId)}` }, clientId);
}
