import { connect } from '/fundwire.js';
import { address, call, get } from './api.js';
import { element, failure, field, table } from './element.js';
import { counted, time } from './words.js';

const EVERY_MILLIS = 1500;

/**
 * Sends a notification, and shows what becomes of it.
 *
 * @param {HTMLElement} main
 * @param {import('./view.js').View} view
 */
export function showNotifications(main, view) {
  const sent = element('div');
  const inbox = element('div');
  main.append(
    element('h2', {}, 'Notifications'),
    element('section.card', { 'aria-label': 'Send one' }, element('h3', {}, 'Send one'), form((id) => follow(sent, view, id))),
    sent,
    inbox,
  );
  readAs('demo-user', inbox, view);
}

/** @param {(notificationId: string) => void} published */
function form(published) {
  const audience = element('select', { name: 'audience' },
    element('option', { value: 'user' }, 'One user'),
    element('option', { value: 'channel' }, 'Followers of a channel'),
    element('option', { value: 'everyone' }, 'Everyone'));
  const whom = element('input', { name: 'whom', value: 'demo-user', required: true, maxLength: 200 });
  const severity = element('select', { name: 'severity' },
    ...['info', 'success', 'warning', 'critical'].map((value) => element('option', { value }, value)));
  const title = element('input', { name: 'title', value: 'Report ready', required: true, maxLength: 256, pattern: '.*\\S.*', title: 'A title with at least one letter' });
  const body = element('textarea', { name: 'body', value: 'The quarterly report of fund 7 is ready.', required: true, maxLength: 8192 });
  const actions = element('input', { name: 'actions', value: 'Approve, Reject', maxLength: 400 });
  const said = element('div.whole', { role: 'status' });
  const send = element('button.primary', { type: 'submit' }, 'Send');
  const labelled = field('User id', whom);
  audience.onchange = () => {
    whom.disabled = audience.value === 'everyone';
    labelled.firstChild.textContent = audience.value === 'channel' ? 'Channel' : 'User id';
    whom.value = { user: 'demo-user', channel: 'conversation:demo', everyone: '' }[audience.value];
  };
  return element('form.grid', {
    onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      send.disabled = true;
      said.replaceChildren();
      const to = audience.value === 'everyone' ? { everyone: true } : { [audience.value]: whom.value.trim() };
      await call('POST', '/api/notifications', {
        audience: to, title: title.value, body: body.value, severity: severity.value, actions: named(actions.value),
      }).then(({ notificationId }) => published(notificationId), (error) => said.replaceChildren(failure(error)));
      send.disabled = false;
    },
  },
  field('To', audience), labelled, field('Severity', severity), field('Title', title),
  element('div.whole', {}, field('Text', body)), field('Buttons, by commas', actions), send, said);
}

/** @param {string} labels */
function named(labels) {
  const all = labels.split(',').map((label) => label.trim()).filter(Boolean);
  return all.length === 0 ? undefined : all.map((label, i) => ({ id: slug(label) || `action-${i + 1}`, label }));
}

/** @param {string} label */
function slug(label) {
  return label.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/**
 * Shows one notification and its deliveries for as long as the view lasts.
 *
 * @param {HTMLElement} list
 * @param {import('./view.js').View} view
 * @param {string} id
 */
function follow(list, view, id) {
  const path = `/api/notifications/${encodeURIComponent(id)}`;
  const state = element('p', { role: 'status' });
  const ledger = element('div');
  const withdraw = element('button.danger', {
    type: 'button',
    onclick: () => call('DELETE', path).then(show, (error) => ledger.replaceChildren(failure(error))),
  }, 'Withdraw');
  const heading = element('h3');
  list.prepend(element('section.card', { 'aria-label': 'What became of it' }, heading, state, ledger, withdraw));
  async function show() {
    try {
      const [one, { deliveries }] = await Promise.all([get(path), get(address(`${path}/deliveries`, { limit: 50 }))]);
      heading.textContent = one.title;
      const { received, read, dismissed } = one.acknowledged;
      state.textContent = `${one.state}: ${counted(one.addressed, 'addressee', 'addressees')}, ${one.delivered} delivered, `
        + `${received + read + dismissed} acknowledged, ${one.pending} pending.`
        + (one.state === 'open' && one.delivered === 0 ? ' Nobody of them is connected: it waits for them.' : '');
      withdraw.disabled = one.state !== 'open';
      ledger.replaceChildren(ledgerTable(deliveries));
    } catch (error) {
      ledger.replaceChildren(failure(/** @type {Error} */ (error)));
    }
  }
  view.repeat(EVERY_MILLIS, show);
}

/** @param {any[]} deliveries */
function ledgerTable(deliveries) {
  const rows = deliveries.map((one) => [
    one.userId, one.status, one.actionId ?? '–', when(one.firstQueuedAt), when(one.firstWrittenAt),
    when(one.receivedAt), when(one.readAt), when(one.dismissedAt), when(one.endedAt)]);
  return table('Deliveries', ['User', 'Status', 'Action', 'Queued', 'Written', 'Received', 'Read', 'Dismissed', 'Ended'],
    rows, 'It was addressed to nobody who is known.');
}

/** @param {string | undefined} at */
function when(at) {
  return at === undefined ? '–' : time(at);
}

/**
 * The inbox of a user, as that user's own page would show it.
 *
 * @param {string} user
 * @param {HTMLElement} place
 * @param {import('./view.js').View} view
 */
function readAs(user, place, view) {
  const wire = connect({ user, share: false });
  view.until(() => wire.close());
  const list = element('div');
  const count = element('span', { role: 'status' });
  place.append(element('section.card', { 'aria-label': `Inbox of ${user}` },
    element('h3', {}, `The inbox of ${user}, as its page shows it `, count), list));
  const show = () => list.replaceChildren(...(wire.notifications.items.length > 0
    ? wire.notifications.items.toReversed().map(asNote)
    : [element('p.faint', {}, `Nothing to read. Send one to ${user} above.`)]));
  wire.notifications.on('change', show);
  wire.notifications.on('unread', (unread) => (count.textContent = unread > 0 ? `(${unread})` : ''));
  show();
}

/** @param {import('/fundwire.js').Notification} one */
function asNote(one) {
  const press = (/** @type {Promise<any>} */ confirmed, /** @type {HTMLElement} */ note) => {
    note.querySelectorAll('button').forEach((button) => (button.disabled = true));
    confirmed.catch((error) => note.append(failure(error)));
  };
  /** @type {HTMLElement} */
  const note = element(`div.note.${one.severity}`, { role: 'group', 'aria-label': one.title },
    element('p', {}, element('strong', {}, one.title), ' ', element('span.faint', {}, time(one.createdAt))),
    element('p.text', { tabIndex: 0 }, one.body),
    element('div.bar', {},
      ...(one.actions ?? []).map(({ id, label }) => element('button.primary', { type: 'button', onclick: () => press(one.act(id), note) }, label)),
      element('button', { type: 'button', onclick: () => press(one.read(), note) }, 'Mark as read'),
      element('button', { type: 'button', onclick: () => press(one.dismiss(), note) }, 'Dismiss')));
  return note;
}
