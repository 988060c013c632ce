import { Refusal, address, call, get } from './api.js';
import { element, failure, loading } from './element.js';
import { flight } from './flight.js';
import { renew } from './renew.js';
import { ago, bytes, number, user } from './words.js';

const EVERY_MILLIS = 2000;

/**
 * One client: what it does, and the last frames that it sent and got.
 *
 * @param {HTMLElement} main
 * @param {import('./view.js').View} view
 * @param {string} id
 */
export function showClient(main, view, id) {
  const path = `/api/clients/${encodeURIComponent(id)}`;
  const facts = element('div', {}, loading());
  const recorder = flight();
  const said = view.outcome();
  const disconnect = async () => {
    if (confirm('Disconnect this client? It will not come back by itself.')) {
      await call('DELETE', path).then(
        () => renew(said, element('p.note', {}, 'It is disconnected.')),
        (error) => renew(said, failure(error)),
      );
    }
  };
  main.append(
    element('p', {}, element('a', { href: '#clients' }, '‹ All clients')),
    element('h2', {}, 'Client ', element('span.id', {}, id)),
    said,
    element('section.card', { 'aria-label': 'About it' }, facts),
    recorder.element,
  );
  view.repeat(EVERY_MILLIS, async () => {
    try {
      // The lists say whether it is or was here; its own address would answer with an error if not.
      const isHere = (await get(address('/api/clients', { search: id, limit: 1 }))).clients.length > 0;
      const left = isHere ? undefined : await departure(id);
      renew(facts, ...(isHere ? [factsOf(await get(path)), button(disconnect)] : [goodbye(left)]));
      recorder.show(isHere || left ? await get(`${path}/frames`) : undefined);
      return isHere ? 'again' : 'over';
    } catch (error) {
      // One that left just now is missed by its address, and by the lists the next time.
      if (!isGone(error)) {
        renew(facts, failure(/** @type {Error} */ (error)));
      }
      return 'again';
    }
  });
}

/** @param {() => void} disconnect */
function button(disconnect) {
  return element('p.actions', {}, element('button.danger', { type: 'button', onclick: disconnect }, 'Disconnect'));
}

/** @param {unknown} error */
function isGone(error) {
  return error instanceof Refusal && error.status === 404;
}

/**
 * How it left, if it did in the last hour.
 *
 * @param {string} id
 */
async function departure(id) {
  const { departures } = await get('/api/departures?limit=1000');
  return departures.find((/** @type {any} */ one) => one.clientId === id);
}

/**
 * Why it left.
 *
 * @param {any} left
 */
function goodbye(left) {
  return left === undefined
    ? element('p', {}, 'No client of this id is connected, and none left in the last hour, or since the server started.')
    : element('p', {}, `${user(left)} left `, ago(left.leftAt), ` (code ${left.code}): `, element('strong', {}, left.reason));
}

/** @param {any} client */
function factsOf(client) {
  const facts = [
    ['User', user(client)],
    ['Address', client.address],
    ['Since', ago(client.since)],
    ['Last heard', ago(client.lastHeard)],
    ['Messages in', number(client.messagesReceived)],
    ['Messages out', number(client.messagesSent)],
    ['In queue, not sent yet', `${number(client.waitingMessages)} (${bytes(client.waitingBytes)})`],
    ['Channels', client.channels?.length > 0 ? client.channels.join(', ') : 'none'],
  ];
  return element('dl.facts', {}, ...facts.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}
