import { bar, element, failure } from './element.js';
import { renew } from './renew.js';
import { time } from './words.js';

/**
 * The inbox of a user, as that user's own page would show it.
 *
 * @param {string} user
 * @param {import('/fundwire.js').Wire} wire that user's
 */
export function inbox(user, wire) {
  const list = element('div.inbox', { role: 'group', 'aria-label': 'Notifications' });
  const count = element('span', { role: 'status' });
  const show = () => renew(list, ...(wire.notifications.items.length > 0
    ? wire.notifications.items.toReversed().map(note)
    : [element('p.faint', {}, 'Nothing to read.')]));
  wire.notifications.on('change', show);
  wire.notifications.on('unread', (unread) => (count.textContent = unread > 0 ? `(${unread})` : ''));
  show();
  return element('section.card', { 'aria-label': `Inbox of ${user}` },
    element('h3', {}, `What ${user} sees `, count),
    element('p.faint', {}, `${user} is made up, and connected by this page: press, read or dismiss here as a user would.`),
    list);
}

/** @param {import('/fundwire.js').Notification} one */
function note(one) {
  return element(`div.note.${one.severity}`, { role: 'group', 'aria-label': one.title, 'data-key': one.notificationId },
    element('p', {}, element('strong', {}, one.title), ' ', element('span.faint', {}, `${one.severity}, `, time(one.createdAt))),
    element('p.text', { tabIndex: 0 }, one.body),
    element('div.bar', {},
      ...(one.actions ?? []).map(({ id, label }, i) => element(i === 0 ? 'button.primary' : 'button', { type: 'button', onclick: press(() => one.act(id)) }, label)),
      element('button', { type: 'button', onclick: press(() => one.read()) }, 'Mark as read'),
      element('button', { type: 'button', onclick: press(() => one.dismiss()) }, 'Dismiss')));
}

/**
 * Does it once; if that fails it may be tried again.
 *
 * @param {() => Promise<unknown>} acknowledge
 */
function press(acknowledge) {
  return async (/** @type {Event} */ event) => {
    const pressed = /** @type {HTMLElement} */ (event.currentTarget);
    const note = /** @type {HTMLElement} */ (pressed.closest('.note'));
    const buttons = /** @type {HTMLElement[]} */ ([...note.querySelectorAll('button')]);
    buttons.forEach((button) => bar(button, true));
    note.querySelector('.failure')?.remove();
    try {
      await acknowledge();
    } catch (error) {
      note.append(failure(/** @type {Error} */ (error)));
      buttons.forEach((button) => bar(button, false));
    }
  };
}
