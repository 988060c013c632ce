import { address, call, get } from './api.js';
import { bar, element, failure, field } from './element.js';
import { renew } from './renew.js';

const EVERY_MILLIS = 3000;

/** After so long nobody types any more. */
const STILL_MILLIS = 250;

/** Each audience: what it is called, whom to name, how long that may be, and what is in the field at first. */
const AUDIENCES = {
  user: { title: 'One user', whom: 'User id', most: 128, value: '' },
  channel: { title: 'Followers of a channel', whom: 'Channel', most: 161, value: 'conversation:demo' },
  everyone: { title: 'Everyone', whom: '', most: 0, value: '' },
};

/**
 * The form that sends a notification.
 *
 * @param {string} reader whom it names at first
 * @param {import('/fundwire.js').Wire} wire that user's
 * @param {import('./view.js').View} view
 * @param {(notificationId: string) => void} published
 */
export function sendForm(reader, wire, view, published) {
  const audience = element('select', { name: 'audience' },
    ...Object.entries(AUDIENCES).map(([value, { title }]) => element('option', { value }, title)));
  const reach = element('small.faint', { id: 'reach', role: 'status' });
  const whom = element('input', { name: 'whom', value: reader, required: true, maxLength: AUDIENCES.user.most, autocomplete: 'off' });
  const severity = element('select', { name: 'severity' },
    ...['info', 'success', 'warning', 'critical'].map((value) => element('option', { value }, value)));
  const title = element('input', { name: 'title', value: 'Report ready', required: true, maxLength: 256, pattern: '.*\\S.*', title: 'A title with at least one letter' });
  const body = element('textarea', { name: 'body', value: 'The quarterly report of fund 7 is ready.', required: true, maxLength: 8192 });
  const actions = element('input', { name: 'actions', value: 'Approve, Reject', maxLength: 400 });
  const said = view.outcome();
  const send = element('button.primary', { type: 'submit' }, 'Send');
  const to = field('To', audience);
  const named = field('User id', whom);
  for (const control of [audience, whom]) {
    control.setAttribute('aria-describedby', `${control.getAttribute('aria-describedby')} reach`);
  }

  const showReach = async () => {
    const kind = /** @type {keyof typeof AUDIENCES} */ (audience.value);
    const user = whom.value.trim();
    const words = await reachOf(kind, user).catch(() => '');
    if (audience.value === kind && whom.value.trim() === user) {
      reach.textContent = words;
    }
  };
  /** @type {any} */
  let timer;
  whom.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(showReach, STILL_MILLIS);
  };
  view.until(() => clearTimeout(timer));
  audience.onchange = () => {
    const { whom: name, most, value } = AUDIENCES[/** @type {keyof typeof AUDIENCES} */ (audience.value)];
    named.hidden = name === '';
    whom.disabled = name === '';
    named.firstChild.textContent = name;
    whom.maxLength = most || 1;
    whom.value = audience.value === 'user' ? reader : value;
    showReach();
  };
  view.repeat(EVERY_MILLIS, showReach);
  wire.on('status', showReach);

  return element('form.grid', {
    oninput: () => said.replaceChildren(),
    onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      bar(send, true);
      said.replaceChildren();
      const addressed = audience.value === 'everyone' ? { everyone: true } : { [audience.value]: whom.value.trim() };
      await call('POST', '/api/notifications', {
        audience: addressed, title: title.value, body: body.value, severity: severity.value, actions: buttons(actions.value),
      }).then(({ notificationId }) => {
        published(notificationId);
        renew(said, element('p.note', {}, 'Sent. What becomes of it is shown below.'));
      }, (error) => renew(said, failure(error)));
      bar(send, false);
    },
  },
  to, named, whole(reach), whole(field('Title', title)), whole(field('Text', body)),
  field('Severity', severity), field('Buttons, separated by commas', actions), whole(send), whole(said));
}

/** @param {HTMLElement} part what takes the whole width */
function whole(part) {
  part.classList.add('whole');
  return part;
}

/**
 * Who gets it, in a sentence.
 *
 * @param {keyof typeof AUDIENCES} kind
 * @param {string} user
 */
async function reachOf(kind, user) {
  if (kind === 'channel') {
    return 'Goes to the users who follow the channel now.';
  }
  if (kind === 'everyone') {
    return 'Goes to all users who were here in the last 30 days, and to all who are connected without a name.';
  }
  if (user === '') {
    return '';
  }
  const isNameless = user.startsWith('client_');
  const { clients } = await get(address('/api/clients', { search: user, limit: 1000 }));
  if (clients.some((/** @type {any} */ client) => client.userId === user)) {
    return `${user} is connected and gets it at once.`;
  }
  return `Nobody of the name ${user} is connected: `
    + (isNameless ? 'only a client that comes back soon gets it.' : 'it waits for them, up to 7 days.');
}

/** @param {string} labels */
function buttons(labels) {
  /** @type {{id: string, label: string}[]} */
  const all = [];
  for (const label of labels.split(',').map((one) => one.trim()).filter(Boolean)) {
    const slug = label.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60);
    const isTaken = slug === '' || all.some(({ id }) => id === slug);
    all.push({ id: isTaken ? `button-${all.length + 1}` : slug, label });
  }
  return all.length === 0 ? undefined : all;
}
