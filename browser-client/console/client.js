import { Refusal, address, call, get } from './api.js';
import { element, failure, loading, table } from './element.js';
import { renew } from './renew.js';
import { ago, bytes, number, time, user } from './words.js';

const EVERY_MILLIS = 2000;

/** How much of a text is shown before it is unfolded. */
const GLIMPSE = 60;

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
    element('section.card', { 'aria-label': 'Flight recorder' },
      element('h3', {}, 'Flight recorder: the last 200 frames, newest first'), frames),
  );
  view.repeat(EVERY_MILLIS, async () => {
    try {
      // The lists say whether it is or was here; its own address would answer with an error if not.
      const isHere = (await get(address('/api/clients', { search: id, limit: 1 }))).clients.length > 0;
      const left = isHere ? undefined : await departure(id);
      renew(facts, ...(isHere ? [factsOf(await get(path)), button(disconnect)] : [goodbye(left)]));
      renew(frames, ...(isHere || left ? recordOf(await get(`${path}/frames`)) : [unknown()]));
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

function unknown() {
  return element('p.faint', {}, 'Nothing is recorded of it.');
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

/** @param {{recordsFrames: boolean, recordsContents: boolean, frames: any[]}} recorded */
function recordOf({ recordsFrames, recordsContents, frames }) {
  const about = recordsContents
    ? 'What they said is recorded, up to 512 bytes of each; never what has a resume token in it. It is personal data: switch it off when you have found what you look for.'
    : 'What they said is not recorded. To see it here, start the server with --record-contents; it is personal data.';
  return [recordsFrames && element('p.faint', {}, about), frameTable(recordsFrames, recordsContents, frames)];
}

/**
 * @param {boolean} recordsFrames
 * @param {boolean} recordsContents
 * @param {any[]} frames
 */
function frameTable(recordsFrames, recordsContents, frames) {
  /** How many there are that look the same. @type {Map<string, number>} */
  const alike = new Map();
  const rows = frames.map((frame) => {
    const look = `${frame.at} ${frame.direction} ${frame.type} ${frame.bytes}`;
    alike.set(look, (alike.get(look) ?? 0) + 1);
    return {
      key: `${look} ${alike.get(look)}`,
      cells: [
        frame.type,
        frame.direction === 'in' ? '→ from the client' : '← to the client',
        time(frame.at),
        bytes(frame.bytes),
        ...(recordsContents ? [contents(frame)] : []),
      ],
    };
  });
  return table('Frames', ['Type', 'Direction', 'When', '#Size', ...(recordsContents ? ['Contents'] : [])], rows.toReversed(),
    recordsFrames ? 'No frame has passed yet.' : 'Nothing is recorded: the setting record-frames is off.');
}

/** @param {any} frame */
function contents(frame) {
  if (frame.contents === undefined) {
    return element('span.faint', {}, 'not recorded');
  }
  const { text, cut } = frame.contents;
  if (text.length <= GLIMPSE) {
    return element('code.text', {}, text);
  }
  return element('details', {},
    element('summary', {}, element('code', {}, `${text.slice(0, GLIMPSE)}…`)),
    element('code.text', {}, text),
    cut && element('p.faint', {}, `Its beginning; it has ${bytes(frame.bytes)} in all.`));
}
