// The console: which view is shown, and how the connection is, above all of them.
import { connect } from '/fundwire.js';
import { showClient } from './client.js';
import { showClients } from './clients.js';
import { element, heedBars } from './element.js';
import { showNotifications } from './notifications.js';
import { showOverview } from './overview.js';
import { showPlayground } from './playground.js';
import { View } from './view.js';

// Beats often, since its latency is what is shown of the server's.
const wire = connect({ share: false, heartbeatInterval: 5000 });
const main = /** @type {HTMLElement} */ (document.getElementById('main'));

/** @type {[RegExp, string, (main: HTMLElement, view: View, ...parts: string[]) => void][]} */
const VIEWS = [
  [/^#?$|^#overview$/, 'Overview', showOverview],
  [/^#clients$/, 'Clients', showClients],
  [/^#clients\/(.+)$/, 'Client', showClient],
  [/^#notifications$/, 'Notifications', showNotifications],
  [/^#try$/, 'Try it', showPlayground],
];

/** @type {View | undefined} */
let shown;

function show() {
  const [pattern, title, fill] =
    VIEWS.find(([one]) => one.test(location.hash)) ?? [/(?!)/, 'Nothing here', nothing];
  shown?.end();
  shown = new View(wire);
  document.title = `${title} · Fundwire`;
  main.replaceChildren();
  fill(main, shown, ...(pattern.exec(location.hash) ?? []).slice(1).map(decoded));
  const section = location.hash.split('/')[0] || '#overview';
  for (const link of document.querySelectorAll('nav a')) {
    const isHere = link.getAttribute('href') === section;
    link.toggleAttribute('aria-current', isHere);
    if (isHere) {
      link.setAttribute('aria-current', 'page');
    }
  }
}

/** @param {string} part of an address that somebody may have typed */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** @param {HTMLElement} main */
function nothing(main) {
  main.append(element('h2', {}, 'There is nothing here'), element('p', {}, 'Choose a view above.'));
}

const pulse = /** @type {HTMLElement} */ (document.getElementById('pulse'));

function beat() {
  const { status } = wire;
  const words = {
    connecting: 'Connecting…',
    connected: 'Connected',
    reconnecting: `Reconnecting… ${seconds(status)}`,
    offline: 'Offline: there is no network.',
    closed: `Closed: ${status.reason ?? ''}`,
  };
  const again = element('button', { type: 'button', onclick: () => wire.reconnect() }, 'Connect again');
  pulse.replaceChildren(words[status.state], ...(status.state === 'closed' ? [again] : []));
  pulse.dataset.state = status.state;
}

/** @param {import('/fundwire.js').Status} status */
function seconds(status) {
  const left = status.state === 'reconnecting' ? Math.ceil((status.at - Date.now()) / 1000) : 0;
  return left > 0 ? `next try in ${left} s` : '';
}

wire.on('status', beat);
setInterval(() => wire.status.state === 'reconnecting' && beat(), 1000);
beat();
heedBars(document);
/** @type {HTMLElement} */ (document.querySelector('.skip')).onclick = (event) => {
  // Its address would be that of a view.
  event.preventDefault();
  main.focus();
};
addEventListener('hashchange', () => {
  show();
  // Focus by itself would scroll the heading of a long view to behind the header.
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
});
show();
