// A program in Node with the client in it, for itself.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { WITHIN, soon } from './patience.js';
import { Server } from './server.js';

test('a program ends by itself once it has closed its wire, whatever is still open for its user', WITHIN, async (t) => {
  const server = await Server.start(t);
  const notificationId = await server.notify('alice', 'Report');
  const script = fileURLToPath(new URL('program.js', import.meta.url));

  const program = spawn(process.execPath, [script, server.webSocket()], { stdio: 'inherit' });
  t.after(() => program.kill('SIGKILL'));

  const [code] = await soon('the program to end', once(program, 'exit'));
  assert.equal(code, 0);
  assert.equal((await server.delivery(notificationId)).status, 'received');
  assert.deepEqual(await server.log('conversation:1'), ['It is here.']);
});
