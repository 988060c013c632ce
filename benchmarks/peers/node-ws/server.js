// The part of the protocol that is measured, as one would write it with the package ws: messages are
// parsed and built as JSON, what goes to many is encoded once, clients that stay silent are pinged and
// then cut off, and so are those who do not read. Run it with NODE_ENV=production.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

const HEARTBEAT_INTERVAL = 30_000;
const MAX_PAYLOAD = 16 * 1024;
const MAX_WAITING = 1024 * 1024;

/** @type {Map<string, { offset: number, subscribers: Set<WebSocket> }>} */
const channels = new Map();

function channel(name) {
  let found = channels.get(name);
  if (!found) {
    found = { offset: 0, subscribers: new Set() };
    channels.set(name, found);
  }
  return found;
}

function encode(type, data, clientId, replyTo) {
  return JSON.stringify({ type, timestamp: new Date().toISOString(), clientId, data, replyTo });
}

function error(socket, code, message, replyTo) {
  socket.send(encode('error', { code, message }, socket.clientId, replyTo));
}

const handlers = {
  heartbeat(socket, { id }) {
    socket.send(encode('heartbeat-ack', { serverTime: new Date().toISOString() }, socket.clientId, id));
  },

  subscribe(socket, { id, data }) {
    channel(data.channel).subscribers.add(socket);
    socket.channels.add(data.channel);
    socket.send(encode('subscribed', { channel: data.channel }, socket.clientId, id));
  },

  unsubscribe(socket, { id, data }) {
    channels.get(data.channel)?.subscribers.delete(socket);
    socket.channels.delete(data.channel);
    socket.send(encode('unsubscribed', { channel: data.channel }, socket.clientId, id));
  },

  publish(socket, { id, data }) {
    const to = channel(data.channel);
    const offset = ++to.offset;
    const { event, payload } = data;
    const from = { userId: socket.clientId, clientId: socket.clientId };
    const publishedAt = new Date().toISOString();
    broadcast(
      to.subscribers,
      encode('message', { channel: data.channel, event, payload, offset, from, publishedAt }),
    );
    socket.send(encode('published', { channel: data.channel, offset }, socket.clientId, id));
  },
};

function broadcast(sockets, text) {
  const bytes = Buffer.from(text);
  for (const socket of sockets) {
    if (socket.readyState !== WebSocket.OPEN) continue;
    if (socket.bufferedAmount > MAX_WAITING) {
      socket.terminate();
    } else {
      socket.send(bytes, { binary: false });
    }
  }
}

function hear(socket, bytes) {
  let message;
  try {
    message = JSON.parse(bytes.toString());
  } catch {
    error(socket, 'malformed-json', 'This is not JSON.');
    return;
  }
  if (!Object.hasOwn(handlers, message?.type)) {
    error(socket, 'unknown-type', 'There is no such type.', message?.id);
    return;
  }
  handlers[message.type](socket, message);
}

const server = createServer((request, response) => {
  response.writeHead(request.url === '/health/live' ? 200 : 404).end();
});
const sockets = new WebSocketServer({ server, path: '/ws', maxPayload: MAX_PAYLOAD, perMessageDeflate: false });

sockets.on('connection', (socket) => {
  socket.clientId = `client_${Date.now()}_${randomUUID()}`;
  socket.channels = new Set();
  socket.isAlive = true;
  socket.on('pong', () => {
    socket.isAlive = true;
  });
  socket.on('message', (bytes, isBinary) => {
    socket.isAlive = true;
    if (isBinary) {
      socket.close(1003);
    } else {
      hear(socket, bytes);
    }
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    for (const name of socket.channels) {
      channels.get(name)?.subscribers.delete(socket);
    }
  });
  socket.send(
    encode(
      'connection',
      {
        clientId: socket.clientId,
        serverTime: new Date().toISOString(),
        features: ['heartbeat'],
        heartbeatInterval: HEARTBEAT_INTERVAL,
        maxPayload: MAX_PAYLOAD,
      },
      socket.clientId,
    ),
  );
});

setInterval(() => {
  for (const socket of sockets.clients) {
    if (socket.isAlive) {
      socket.isAlive = false;
      socket.ping();
    } else {
      socket.terminate();
    }
  }
}, HEARTBEAT_INTERVAL);

server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  console.log(`listening: port=${server.address().port}`);
});
