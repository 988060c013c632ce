// A program that uses all that the client has, and then closes it: program.test.js sees whether it ends.
import { connect } from '../../../browser-client/fundwire.js';
import { WebSocketOfNode } from './visitor.js';

const wire = connect({ url: process.argv[2], user: 'alice', WebSocket: WebSocketOfNode });
wire.health.on('change', () => {});
const talk = wire.conversation('1');
talk.on('message', () => {});
talk.on('typing', () => {});
talk.typing();
wire.notifications.on('notification', async (notification) => {
  await talk.send('It is here.');
  talk.typing();
  await notification.received();
  wire.close();
});
