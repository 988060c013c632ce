import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World, heard, outcome } from './fixtures/world.js';

const offsets = (/** @type {any[]} */ messages) => messages.map(({ offset }) => offset);

/** Two tabs, of which the first has the connection. */
async function twoTabs(options = {}) {
  const world = new World({ tabDelay: () => 3 });
  const leader = await world.page(options);
  const follower = await world.page(options);
  return { world, leader, follower };
}

/** @param {World} world */
const followed = (world) => world.server.channels.followedBy(world.server.connection);

test('has one connection for all tabs, as one client', async () => {
  const { world, leader, follower } = await twoTabs();

  assert.equal(world.server.attempts.length, 1);
  assert.deepEqual(leader.wire.status, follower.wire.status);
  assert.equal(follower.wire.clientId, 'client_1');
  assert.deepEqual(follower.wire.features, leader.wire.features);
  assert.ok(follower.wire.latency !== undefined);
});

test('gives each tab the answers to its own requests', async () => {
  const { world, leader, follower } = await twoTabs();
  const { answers } = world.server;
  answers.set('presence-request', ({ data }) => ({ type: 'presence', data: { channel: data.channel, count: 1 } }));

  const one = outcome(leader.wire.channel('job:1').presence());
  const other = outcome(follower.wire.channel('job:2').presence());
  await world.time.advance(100);

  assert.deepEqual([one.value.channel, other.value.channel], ['job:1', 'job:2']);
});

test('follows for each tab what it follows, and nothing longer than one does', async () => {
  const { world, leader, follower } = await twoTabs();
  const stopLeader = leader.wire.channel('job:1').on('message', () => {});
  const stopFollower = follower.wire.channel('job:1').on('message', () => {});
  follower.wire.channel('job:2').on('message', () => {});
  await world.time.advance(100);
  assert.deepEqual(followed(world), ['job:1', 'job:2']);

  stopLeader();
  await world.time.advance(100);
  assert.deepEqual(followed(world), ['job:1', 'job:2']);
  stopFollower();
  await world.time.advance(100);

  assert.deepEqual(followed(world), ['job:2']);
});

test('tells each tab only of the channels that it follows', async () => {
  const { world, leader, follower } = await twoTabs();
  const one = heard(leader.wire.channel('job:1'), 'message');
  const other = heard(follower.wire.channel('job:2'), 'message');
  await world.time.advance(100);

  world.server.channels.publish('job:1', { payload: 'one' });
  world.server.channels.publish('job:2', { payload: 'other' });
  await world.time.advance(100);

  assert.deepEqual([one, other].map((all) => all.map(({ payload }) => payload)), [['one'], ['other']]);
});

for (const way of /** @type {const} */ (['close', 'crash'])) {
  test(`goes on within a second as the same client when the leader ends by ${way}`, async () => {
    const { world, leader, follower } = await twoTabs();
    const messages = heard(follower.wire.channel('job:1'), 'message');
    const gaps = heard(follower.wire.channel('job:1'), 'gap');
    const statuses = heard(follower.wire, 'status');
    await world.time.advance(100);
    world.server.channels.publish('job:1', { payload: 1 });
    await world.time.advance(100);

    leader.tab[way]();
    world.server.channels.publish('job:1', { payload: 2 });
    const publication = outcome(follower.wire.channel('job:1').publish('note', 3));
    await world.time.advance(1000);

    const { clientId } = follower.wire;
    assert.deepEqual(statuses.map(({ state }) => state), ['reconnecting', 'connected']);
    assert.deepEqual(follower.wire.status, { state: 'connected', clientId, userId: clientId, resumed: true });
    assert.equal(clientId, 'client_1');
    assert.deepEqual(offsets(messages), [1, 2, 3]);
    assert.equal(publication.state, 'kept');
    assert.equal(gaps.length, 0);
    assert.equal(world.server.connections.length, 1);
  });

  test(`unsubscribes what only a tab followed that ends by ${way}`, async () => {
    const { world, leader, follower } = await twoTabs();
    heard(leader.wire.channel('job:1'), 'message');
    heard(follower.wire.channel('job:1'), 'message');
    heard(follower.wire.channel('job:2'), 'message');
    await world.time.advance(100);

    follower.tab[way]();
    await world.time.advance(100);

    assert.deepEqual(followed(world), ['job:1']);
  });
}

test('goes on with those tabs that are left, whoever of them leads', async () => {
  const world = new World({ tabDelay: () => 3 });
  const pages = [];
  for (let i = 0; i < 5; i++) {
    pages.push(await world.page());
  }
  const told = pages.map(({ wire }) => heard(wire.channel('job:1'), 'message'));
  await world.time.advance(100);

  for (let i = 0; i < 4; i++) {
    world.server.channels.publish('job:1', { payload: i });
    await world.time.advance(100);
    pages[i].tab.crash();
    world.server.channels.publish('job:1', { payload: 'between' });
    await world.time.advance(1000);
  }

  assert.deepEqual(offsets(told[4]), [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(told.slice(0, 4).map((all) => all.length), [1, 3, 5, 7]);
  assert.equal(world.server.connections.length, 1);
  assert.equal(pages[4].wire.clientId, 'client_1');
});

test('does not heed what the leader before said where that comes late', async () => {
  const { world, leader, follower } = await twoTabs();
  const third = await world.page();
  world.browser.delay = () => 400;
  world.server.connection.say('resume-token', { resumeToken: 'late' });
  world.server.connection.say('something', {});
  await world.time.advance(2);
  const all = [follower, third].map(({ wire }) => heard(wire, 'message'));
  world.browser.delay = () => 0;
  world.server.forgetTokens();

  leader.tab.crash();
  await world.time.advance(3000);

  assert.deepEqual([follower, third].map(({ wire }) => wire.clientId), ['client_2', 'client_2']);
  assert.deepEqual(all.flat().filter(({ type }) => type.startsWith('some')), []);
});

test('does not send what a tab said to the leader before', async () => {
  const { world, leader, follower } = await twoTabs();
  const third = await world.page();
  const publication = outcome(third.wire.channel('job:1').publish('note', 'once'));
  world.browser.delay = () => 400;
  await world.time.advance(0);
  world.browser.delay = () => 0;
  world.server.forgetTokens();

  leader.tab.crash();
  await world.time.advance(3000);

  assert.equal(publication.error.code, 'uncertain');
  assert.equal(world.server.all('publish').length, 0);
  assert.equal(follower.wire.clientId, 'client_2');
});

test('gives a tab that comes later what it asks for, and the others nothing twice', async () => {
  const { world, leader } = await twoTabs();
  for (let i = 1; i <= 5; i++) {
    world.server.channels.publish('conversation:1', { payload: i });
  }
  const first = heard(leader.wire.channel('conversation:1', { history: 2 }), 'message');
  await world.time.advance(100);

  const { wire } = await world.page();
  const later = heard(wire.channel('conversation:1', { history: 4 }), 'message');
  await world.time.advance(100);
  world.server.channels.publish('conversation:1', { payload: 6 });
  await world.time.advance(100);

  assert.deepEqual(offsets(first), [4, 5, 6]);
  assert.deepEqual(offsets(later), [2, 3, 4, 5, 6]);
});

test('has the server go back for a tab that is further behind', async () => {
  const { world, leader, follower } = await twoTabs();
  const one = heard(leader.wire.channel('conversation:1'), 'message');
  const other = heard(follower.wire.channel('conversation:1'), 'message');
  const gaps = heard(follower.wire.channel('conversation:1'), 'gap');
  await world.time.advance(100);
  follower.tab.rests();
  for (let i = 1; i <= 5; i++) {
    world.server.channels.publish('conversation:1', { payload: i });
  }
  await world.time.advance(60_000);

  follower.tab.returns();
  await world.time.advance(1000);
  world.server.channels.publish('conversation:1', { payload: 6 });
  await world.time.advance(100);

  assert.deepEqual([offsets(one), offsets(other)], [
    [1, 2, 3, 4, 5, 6],
    [1, 2, 3, 4, 5, 6],
  ]);
  assert.equal(gaps.length, 0);
});

test('misses nothing where another tab begins anew while it is behind', async () => {
  const world = new World({ pause: () => 500, tabDelay: () => 3 });
  const leader = await world.page();
  const follower = await world.page();
  const one = heard(leader.wire.channel('document:1'), 'message');
  await world.time.advance(1000);
  world.server.connection.cut();
  for (let i = 1; i <= 10; i++) {
    world.server.channels.publish('document:1', { key: i === 2 ? 'a' : undefined, payload: i });
  }
  const resumes = () => world.server.all('resume').length;
  while (resumes() === 0) {
    await world.time.advance(100);
  }

  const other = heard(follower.wire.channel('document:1'), 'message');
  await world.time.advance(10_000);

  assert.deepEqual(offsets(one), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(offsets(other), [2]);
});

test('takes nothing of what another tab gets while it waits for its own', async () => {
  const world = new World({ delay: () => 50, tabDelay: () => 3 });
  const leader = await world.page();
  await world.time.advance(1000);
  const [ahead, behind] = [await world.page(), await world.page()];
  const told = [ahead, behind].map(({ wire }) => heard(wire.channel('conversation:1'), 'message'));
  await world.time.advance(1000);
  behind.tab.rests();
  await world.time.advance(100);
  world.server.channels.publish('conversation:1', { payload: 1 });
  await world.time.advance(1000);

  behind.tab.returns();
  for (let i = 2; i <= 6; i++) {
    await world.time.advance(20);
    world.server.channels.publish('conversation:1', { payload: i });
  }
  await world.time.advance(1000);

  assert.equal(leader.wire.status.state, 'connected');
  assert.deepEqual(told.map(offsets), [
    [1, 2, 3, 4, 5, 6],
    [1, 2, 3, 4, 5, 6],
  ]);
});

test('asks for the highest rate that a tab wants, and for none where one wants all', async () => {
  const { world, leader, follower } = await twoTabs();
  leader.wire.channel('live:1', { maxRate: 2 }).on('message', () => {});
  await world.time.advance(100);
  follower.wire.channel('live:1', { maxRate: 10 }).on('message', () => {});
  await world.time.advance(100);
  const { wire } = await world.page();
  wire.channel('live:1').on('message', () => {});
  await world.time.advance(100);

  assert.deepEqual(world.server.all('subscribe').map(({ data }) => data.maxRate), [2, 10, undefined]);
});

test('asks for all where a page returns that wants all from one that has a rate', async () => {
  const { world, leader, follower } = await twoTabs();
  follower.wire.channel('live:1').on('message', () => {});
  await world.time.advance(100);
  follower.tab.rests();
  await world.time.advance(100);
  leader.wire.channel('live:1', { maxRate: 2 }).on('message', () => {});
  await world.time.advance(100);
  world.server.connection.cut();
  await world.time.advance(3000);

  follower.tab.returns();
  await world.time.advance(100);

  assert.deepEqual(world.server.all('subscribe').map(({ data }) => data.maxRate), [undefined, 2, undefined]);
});

test('sends what a framework wraps, as it is when it is said', async () => {
  const { world, leader, follower } = await twoTabs();
  for (const { wire } of [leader, follower]) {
    const payload = { text: 'now', more: new Proxy({}, {}), then: () => {} };
    const became = outcome(wire.channel('job:1').publish('note', new Proxy(payload, {})));
    await world.time.advance(0);
    payload.text = 'later';
    wire.send('something', { proxy: new Proxy({}, {}) });

    await world.time.advance(100);

    assert.equal(became.state, 'kept');
  }
  assert.deepEqual(world.server.channels.published.map(({ payload }) => payload), [
    { text: 'now', more: {} },
    { text: 'now', more: {} },
  ]);
  assert.equal(world.server.all('something').length, 2);
});

test('refuses what cannot be sent at all, and goes on', async () => {
  const { world, follower } = await twoTabs();
  const endless = {};
  Object.assign(endless, { endless });

  const all = [
    outcome(follower.wire.channel('job:1').publish('note', endless)),
    outcome(follower.wire.request('note', endless)),
    outcome(follower.wire.health.request()),
  ];
  await world.time.advance(100);

  assert.deepEqual(all.map(({ state }) => state), ['broken', 'broken', 'kept']);
});

test('gives a tab that comes later what is open, whatever the page put on it', async () => {
  const { world, leader } = await twoTabs();
  leader.wire.notifications.on('notification', (notification) => Object.assign(notification, { onclick: () => {} }));
  world.server.notify({ notificationId: 'n1' });
  await world.time.advance(100);

  const { wire } = await world.page();

  assert.equal(wire.status.state, 'connected');
  assert.equal(wire.notifications.items.length, 1);
});

test('takes over also when the page that leads rests, and gets it back as one of the tabs', async () => {
  const { world, leader, follower } = await twoTabs();
  const messages = heard(leader.wire.channel('job:1'), 'message');
  await world.time.advance(100);

  leader.tab.rests();
  await world.time.advance(1000);
  assert.equal(world.server.connections.length, 1);
  assert.equal(follower.wire.status.state, 'connected');
  world.server.channels.publish('job:1', { payload: 1 });
  await world.time.advance(100_000);
  leader.tab.returns();
  await world.time.advance(1000);

  assert.deepEqual(offsets(messages), [1]);
  assert.equal(world.server.connections.length, 1);
  assert.equal(leader.wire.status.state, 'connected');
  assert.equal(leader.wire.clientId, 'client_1');
});

test('is there again when the only page rested', async () => {
  const world = new World();
  const { wire, tab } = await world.page();
  const messages = heard(wire.channel('job:1'), 'message');
  await world.time.advance(100);
  tab.rests();
  await world.time.advance(100_000);
  assert.equal(world.server.connections.length, 0);
  world.server.channels.publish('job:1', { payload: 1 });

  tab.returns();
  await world.time.advance(1000);

  assert.deepEqual(offsets(messages), [1]);
  assert.deepEqual(wire.status, { state: 'connected', clientId: 'client_1', userId: 'client_1', resumed: true });
});

test('does not come back by itself where the page was closed before it rested', async () => {
  const world = new World();
  const { wire, tab } = await world.page();
  wire.close();
  tab.rests();

  tab.returns();
  await world.time.advance(10_000);

  assert.equal(world.server.connections.length, 0);
});

test('leaves the others connected when one tab closes the connection', async () => {
  for (const closes of /** @type {const} */ (['leader', 'follower'])) {
    const tabs = await twoTabs();
    const { world } = tabs;
    const stays = closes === 'leader' ? tabs.follower : tabs.leader;
    const statuses = heard(tabs[closes].wire, 'status');

    tabs[closes].wire.close();
    await world.time.advance(10_000);

    assert.equal(stays.wire.status.state, 'connected');
    assert.equal(world.server.connections.length, 1);
    assert.deepEqual(statuses, [{ state: 'closed', reason: 'The page closed the connection.' }]);
  }
});

test('connects again for all tabs when one of them says so', async () => {
  const { world, leader, follower } = await twoTabs();
  world.server.connection.close(4510);
  await world.time.advance(1000);
  assert.deepEqual([leader, follower].map(({ wire }) => wire.status.state), ['closed', 'closed']);

  follower.wire.reconnect();
  await world.time.advance(2000);

  assert.deepEqual([leader, follower].map(({ wire }) => wire.status.state), ['connected', 'connected']);
  const answers = [leader, follower].map(({ wire }) => outcome(wire.health.request()));
  await world.time.advance(100);
  assert.deepEqual(answers.map(({ state }) => state), ['kept', 'kept']);
});

test('lets a tab that comes after the connection was closed for good try for itself, and goes along', async () => {
  const { world, leader, follower } = await twoTabs();
  world.server.connection.close(4510);
  await world.time.advance(5000);
  assert.deepEqual([leader, follower].map(({ wire }) => wire.status.state), ['closed', 'closed']);

  const later = await world.page();
  await world.time.advance(1000);

  const all = [leader, follower, later].map(({ wire }) => wire);
  assert.deepEqual(all.map(({ status }) => status.state), ['connected', 'connected', 'connected']);
  assert.equal(new Set(all.map(({ clientId }) => clientId)).size, 1);
});

test('brings an attempt forward when any tab is shown', async () => {
  const { world, follower } = await twoTabs();
  world.server.door = 'refuse';
  world.server.connection.cut();
  await world.time.advance(1_000_000);
  world.server.door = 'accept';

  follower.tab.hides();
  follower.tab.shows();
  await world.time.advance(1100);

  assert.equal(follower.wire.status.state, 'connected');
});

test('tells all tabs what the server says', async () => {
  const { world, leader, follower } = await twoTabs();
  const all = [leader, follower].map(({ wire }) => heard(wire, 'message'));

  world.server.connection.say('something-new', { answer: 42 });
  await world.time.advance(100);

  assert.deepEqual(all.map((one) => one.map(({ type, data }) => [type, data])), [
    [['something-new', { answer: 42 }]],
    [['something-new', { answer: 42 }]],
  ]);
});

test('has a connection of its own where that is asked for', async () => {
  const world = new World();
  await world.page({ share: false });
  await world.page({ share: false });
  const shared = await world.page();

  assert.equal(world.server.connections.length, 3);
  assert.equal(shared.wire.status.state, 'connected');
});

test('shares with those tabs that name the same text, the same server and the same user', async () => {
  const world = new World();
  for (const options of [{ share: 'a' }, { share: 'a' }, { share: 'b' }, {}, { user: 'bob' }, { user: 'bob' }]) {
    await world.page(options);
  }

  assert.equal(world.server.connections.length, 4);
});

for (const missing of ['locks', 'openBroadcast']) {
  test(`has a connection of its own where the browser has no ${missing}`, async () => {
    const world = new World();
    for (let i = 0; i < 2; i++) {
      const tab = world.browser.open();
      tab.environment[missing] = undefined;
      const { wire } = await world.page({}, tab);
      assert.equal(wire.status.state, 'connected');
      tab.close();
      assert.equal(world.browser.tabs.length, 0);
    }
    await world.time.advance(100);
    assert.equal(world.server.connections.length, 0);
  });
}

/** @type {Record<string, any>} */
const REFUSALS = {
  locks: { request: () => Promise.reject(new Error('SecurityError')) },
  openBroadcast: () => {
    throw new Error('SecurityError');
  },
};

for (const [what, refusal] of Object.entries(REFUSALS)) {
  test(`has a connection of its own where the browser refuses ${what}`, async () => {
    const world = new World();
    const pages = [];
    for (let i = 0; i < 2; i++) {
      const tab = world.browser.open();
      tab.environment[what] = refusal;
      pages.push(await world.page({}, tab));
    }

    assert.deepEqual(pages.map(({ wire }) => wire.clientId), ['client_1', 'client_2']);
    pages[0].wire.close();
    await world.time.advance(100);
    assert.deepEqual(pages.map(({ wire }) => wire.status.state), ['closed', 'connected']);
  });
}
