import { connect } from '/fundwire.js';
import { Cable } from './cable.js';
import { element, failure, room as roomIn } from './element.js';

const STATES = {
  connecting: 'connecting…', connected: 'connected', reconnecting: 'reconnecting…', offline: 'no network', closed: 'closed',
};

/**
 * One user in a conversation, whose connection can be cut.
 *
 * @param {string} user
 * @param {string} room
 * @param {import('./view.js').View} view
 */
export function pane(user, room, view) {
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
    const { status } = wire;
    state.textContent = cable.isCut ? 'cut'
      : status.state === 'closed' && status.reason ? `closed: ${status.reason}` : STATES[status.state];
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
