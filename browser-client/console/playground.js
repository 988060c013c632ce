import { connect } from '/fundwire.js';
import { call } from './api.js';
import { Cable } from './cable.js';
import { bar as barred, element, failure, field, room as roomIn } from './element.js';

const SYMBOLS = ['ACME', 'BORA', 'CIRR', 'DUNE', 'ELAN', 'FJOR', 'GALE', 'HALO'];
const STATES = {
  connecting: 'connecting…', connected: 'connected', reconnecting: 'reconnecting…', offline: 'no network', closed: 'closed',
};
const STAGES = ['fetch', 'parse', 'embed', 'index', 'check'];

/**
 * Fundwire to play with: two users, a job, and prices.
 *
 * @param {HTMLElement} main
 * @param {import('./view.js').View} view
 */
export function showPlayground(main, view) {
  // One of its own for each visit, so that two people at two consoles are not in each other's way.
  const room = Math.random().toString(36).slice(2, 8);
  main.append(
    element('h2', {}, 'Try it'),
    element('section.card', { 'aria-label': 'Two users in one conversation' },
      element('h3', {}, 'Two users in one conversation'),
      element('p.faint', {}, 'Type in one pane and look at the other. Cut a connection, write something, and connect again: nothing is lost.'),
      element('div.panes', {}, pane('Ada', room, view), pane('Ben', room, view))),
    element('div.cards', {}, job(room, view), board(room, view)),
  );
}

/**
 * @param {string} user
 * @param {string} room
 * @param {import('./view.js').View} view
 */
function pane(user, room, view) {
  const cable = new Cable();
  const wire = connect({ user: `${user}-${room}`, share: false, WebSocket: cable.WebSocket });
  view.until(() => wire.close());
  const chat = wire.conversation(`try-${room}`, { history: 50 });
  const name = (/** @type {string} */ id) => id.split('-')[0];

  const state = element('span.faint', { role: 'status' });
  const cut = element('button', { type: 'button' }, 'Cut the connection');
  const talk = element('div.talk', { tabIndex: 0, 'aria-label': `What ${user} sees`, role: 'log' });
  const typing = element('p.typing', { 'aria-live': 'polite' });
  const text = element('input', { 'aria-label': `Message of ${user}`, placeholder: 'Write something', maxLength: 500, autocomplete: 'off' });

  const isOff = () => cable.isCut || wire.status.state === 'closed';
  const show = () => {
    state.textContent = cable.isCut ? 'cut' : STATES[wire.status.state];
    cut.textContent = isOff() ? 'Connect again' : 'Cut the connection';
  };
  wire.on('status', show);
  show();
  cut.onclick = () => {
    if (isOff()) {
      cable.mend();
      wire.reconnect();
    } else {
      cable.cut();
    }
    show();
  };
  chat.on('message', ({ from, payload }) => {
    const item = element('p', {}, element('b', {}, name(from?.userId ?? 'server')), payload?.text ?? '');
    talk.append(item);
    talk.scrollTop = talk.scrollHeight;
  });
  chat.on('typing', (users) => (typing.textContent = users.length > 0 ? `${users.map(name).join(', ')} is typing…` : ''));
  text.oninput = () => chat.typing();
  const form = element('form.say', {
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      if (text.value.trim() === '') {
        return;
      }
      const waiting = element('p.faint', {}, element('b', {}, user), `${text.value} (not sent yet)`);
      talk.append(waiting);
      talk.scrollTop = talk.scrollHeight;
      chat.send({ text: text.value }).then(
        () => waiting.remove(),
        (error) => waiting.replaceChildren(failure(error)),
      );
      text.value = '';
    },
  }, text, element('button.primary', { type: 'submit' }, 'Send'));
  return element('div.pane', { role: 'group', 'aria-label': user },
    element('div.head', {}, element('strong', {}, user), state, cut), talk, typing, form, element('small.faint', {}, roomIn(text)));
}

/**
 * @param {string} room
 * @param {import('./view.js').View} view
 */
function job(room, view) {
  const channel = `job:ingest-${room}`;
  const bar = element('progress', { max: 100, value: 0, 'aria-label': 'Progress of the job' });
  const stage = element('p', { role: 'status' }, 'Not started.');
  view.until(view.wire.channel(channel).on('message', ({ payload }) => {
    bar.value = payload.percent;
    stage.textContent = payload.done ? 'Done.' : `${payload.stage}: ${payload.percent} %`;
  }));
  const said = view.outcome();
  const start = element('button.primary', {
    type: 'button',
    onclick: async () => {
      barred(start, true);
      said.replaceChildren();
      try {
        for (let percent = 0; percent <= 100 && !view.isOver; percent += 4) {
          const payload = { stage: STAGES[Math.min(4, Math.floor(percent / 20))], percent, done: percent === 100 };
          await call('POST', `/api/channels/${channel}/messages`, { event: 'progress', key: 'bar', payload });
          await new Promise((resolve) => setTimeout(resolve, 120));
        }
      } catch (error) {
        said.replaceChildren(failure(/** @type {Error} */ (error)));
      }
      barred(start, false);
    },
  }, 'Start a job');
  return element('section.card', { 'aria-label': 'An ingestion job' }, element('h3', {}, 'An ingestion job'),
    element('p.faint', {}, 'Each step is published over HTTP, as a back end does; whoever looks later sees the newest at once.'),
    bar, stage, start, said);
}

/**
 * @param {string} room
 * @param {import('./view.js').View} view
 */
function board(room, view) {
  const channel = `live:prices-${room}`;
  const cells = new Map(SYMBOLS.map((symbol) => [symbol, element('dd', {}, '–')]));
  const rate = element('input', { type: 'range', min: 1, max: 10, value: 2 });
  const words = element('p', { role: 'status' });
  const counts = element('p.faint');
  let published = 0;
  let shown = 0;
  /** @type {(() => void) | undefined} */
  let stop;
  const wire = connect({ share: false });
  view.until(() => wire.close());
  const follow = () => {
    stop?.();
    words.textContent = `At most ${rate.value} a second for each symbol.`;
    const followed = connect({ share: false });
    followed.channel(channel, { maxRate: Number(rate.value) }).on('message', ({ key, payload }) => {
      shown++;
      const cell = cells.get(key ?? '');
      if (cell) {
        cell.textContent = payload.toFixed(2);
      }
    });
    stop = () => followed.close();
  };
  rate.onchange = follow;
  follow();
  view.until(() => stop?.());
  /** @type {Map<string, number>} */
  const prices = new Map(SYMBOLS.map((symbol, i) => [symbol, 40 + 15 * i]));
  let turn = 0;
  const timer = setInterval(() => {
    if (wire.status.state !== 'connected' || document.hidden) {
      return;
    }
    const symbol = SYMBOLS[turn++ % SYMBOLS.length];
    const price = (prices.get(symbol) ?? 0) * (1 + (Math.random() - 0.5) / 50);
    prices.set(symbol, price);
    wire.channel(channel).publish('price', Math.round(price * 100) / 100, { key: symbol }).then(() => published++, () => {});
    counts.textContent = `${published} published, ${shown} shown: prices in between are skipped, and the newest always comes.`;
  }, 30);
  view.until(() => clearInterval(timer));
  return element('section.card', { 'aria-label': 'A price board' }, element('h3', {}, 'A price board'),
    element('p.faint', {}, 'Some thirty prices a second are published; this page asks for fewer of each symbol.'),
    element('dl.prices', {}, ...SYMBOLS.map((symbol) => element('div', {}, element('dt', {}, symbol), /** @type {any} */ (cells.get(symbol))))),
    field('Prices a second for each symbol', rate), words, counts);
}
