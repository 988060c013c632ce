import { Refusal, address, call, get } from './api.js';
import { element, failure, loading, table } from './element.js';
import { ago, bytes, number, time, user } from './words.js';

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
  const frames = element('div', {}, loading());
  const said = element('div', { role: 'status' });
  const disconnect = element('button.danger', {
    type: 'button',
    onclick: async () => {
      if (!confirm('Disconnect this client? It will not come back by itself.')) {
        return;
      }
      disconnect.disabled = true;
      await call('DELETE', path).then(
        () => said.replaceChildren(element('p.note', {}, 'It is disconnected.')),
        (error) => said.replaceChildren(failure(error)),
      );
    },
  }, 'Disconnect');
  main.append(
    element('p', {}, element('a', { href: '#clients' }, '‹ All clients')),
    element('h2.id', {}, id),
    said,
    element('section.card', { 'aria-label': 'About it' }, facts),
    element('section.card', { 'aria-label': 'Flight recorder' },
      element('h3', {}, 'Flight recorder: the last 200 frames, newest first'), frames),
  );
  view.repeat(EVERY_MILLIS, async () => {
    let isHere = true;
    try {
      // The list says whether it is here; its own address would answer with an error if it is not.
      isHere = (await get(address('/api/clients', { search: id, limit: 1 }))).clients.length > 0;
      facts.replaceChildren(...(isHere ? [factsOf(await get(path)), disconnect] : [await goodbye(id)]));
    } catch (error) {
      facts.replaceChildren(failure(/** @type {Error} */ (error)));
    }
    await get(`${path}/frames`).then(
      (recorded) => frames.replaceChildren(frameTable(recorded)),
      (error) => frames.replaceChildren(failure(isGone(error)
        ? new Error('Nothing is recorded of it: it never was here, or left more than an hour ago.') : error)),
    );
    return isHere ? 'again' : 'over';
  });
}

/** @param {unknown} error */
function isGone(error) {
  return error instanceof Refusal && error.status === 404;
}

/**
 * Why it left.
 *
 * @param {string} id
 */
async function goodbye(id) {
  const { departures } = await get('/api/departures?limit=1000').catch(() => ({ departures: [] }));
  const left = departures.find((/** @type {any} */ one) => one.clientId === id);
  return left === undefined
    ? element('p', {}, 'No client of this id is connected, and none left in the last hour.')
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
    ['Waiting', `${number(client.waitingMessages)} (${bytes(client.waitingBytes)})`],
    ['Channels', client.channels?.length > 0 ? client.channels.join(', ') : 'none'],
  ];
  return element('dl.facts', {}, ...facts.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}

/** @param {{recordsFrames: boolean, frames: any[]}} recorded */
function frameTable({ recordsFrames, frames }) {
  const rows = frames.toReversed().map((frame) => [
    time(frame.at),
    frame.direction === 'in' ? '→ from the client' : '← to the client',
    frame.type,
    bytes(frame.bytes),
  ]);
  return table('Frames', ['When', 'Direction', 'Type', '#Size'], rows,
    recordsFrames ? 'No frame has passed yet.' : 'Nothing is recorded: the setting record-frames is off.');
}
