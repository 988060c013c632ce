import { address, get } from './api.js';
import { element, failure, field, loading, table } from './element.js';
import { ago, counted, number, user } from './words.js';

const PAGE = 100;
const EVERY_MILLIS = 5000;

/**
 * Who is connected, and who left.
 *
 * @param {HTMLElement} main
 * @param {import('./view.js').View} view
 */
export function showClients(main, view) {
  const search = element('input', { type: 'search', name: 'search', maxLength: 128, autocomplete: 'off' });
  const count = element('span.count', { role: 'status' });
  const here = element('div', {}, loading());
  const earlier = element('button', { type: 'button', disabled: true }, '‹ Previous page');
  const later = element('button', { type: 'button', disabled: true }, 'Next page ›');
  const gone = element('div', {}, loading());
  main.append(
    element('h2', {}, 'Clients'),
    element('section.card', { 'aria-label': 'Connected' },
      element('div.bar', {}, field('Search by user or client id', search), earlier, later, count), here),
    element('section.card', { 'aria-label': 'Left in the last hour' }, element('h3', {}, 'Left in the last hour'), gone),
  );

  /** Where each page up to the one that is shown begins. @type {(string | undefined)[]} */
  let pages = [undefined];
  /** @type {string | undefined} */
  let next;
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    try {
      const page = await get(address('/api/clients', { limit: PAGE, after: pages.at(-1), search: search.value.trim() }));
      if (mine === asked && !view.isOver) {
        next = page.next;
        count.textContent = counted(page.total, 'client', 'clients');
        here.replaceChildren(clientTable(page.clients, search.value.trim(), view.wire.clientId));
        earlier.disabled = pages.length === 1;
        later.disabled = next === undefined;
      }
    } catch (error) {
      if (mine === asked) {
        here.replaceChildren(failure(/** @type {Error} */ (error), show));
      }
    }
  };
  search.oninput = () => {
    pages = [undefined];
    show();
  };
  later.onclick = () => {
    pages.push(next);
    show();
  };
  earlier.onclick = () => {
    pages.pop();
    show();
  };
  view.repeat(EVERY_MILLIS, async () => {
    // What somebody reads or selects must not change under the hand.
    if (!here.contains(document.activeElement)) {
      await show();
    }
    await get(address('/api/departures', { limit: 50 })).then(
      ({ departures }) => gone.replaceChildren(departureTable(departures)),
      (error) => gone.replaceChildren(failure(error)),
    );
  });
}

/**
 * @param {any[]} clients
 * @param {string} search
 * @param {string | undefined} self the client of this page
 */
function clientTable(clients, search, self) {
  const rows = clients.map((client) => [
    link(client),
    client.clientId === self ? 'this page' : user(client),
    ago(client.since),
    ago(client.lastHeard),
    number(client.messagesReceived),
    number(client.messagesSent),
    number(client.waitingMessages),
    number(client.channels),
  ]);
  return table('Connected clients', ['Client', 'User', 'Since', 'Last heard', '#In', '#Out', '#Waiting', '#Channels'],
    rows, search ? `No connected client matches “${search}”.` : 'Nobody is connected.');
}

/** @param {any[]} departures */
function departureTable(departures) {
  const rows = departures.map((one) => [
    link(one), user(one), ago(one.leftAt), one.reason, String(one.code)]);
  return table('Clients that left', ['Client', 'User', 'Left', 'Why', '#Code'], rows,
    'Nobody has left in the last hour, or since the server started.');
}

/** @param {any} client */
function link({ clientId }) {
  return element('a.id', { href: `#clients/${encodeURIComponent(clientId)}` }, clientId);
}
