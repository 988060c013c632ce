// What docs/webhooks.md tells receivers to do, tried on the example of the Standard Webhooks
// specification's own libraries.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isFromFundwire } from './verify-webhook.js';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const sent = 1614265330;
const body = '{"test": 2432232314}';
const headers = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': String(sent),
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

test('a webhook verifies with the secret that it was signed with', () => {
  assert.ok(isFromFundwire(headers, body, secret, sent + 10));
});

test('one of several signatures is enough', () => {
  const several = 'v1,AAAA ' + headers['webhook-signature'];
  assert.ok(isFromFundwire({ ...headers, 'webhook-signature': several }, body, secret, sent));
});

test('anything that was changed does not verify', () => {
  const other = 'whsec_' + Buffer.alloc(24).toString('base64');
  assert.ok(!isFromFundwire(headers, body + ' ', secret, sent));
  assert.ok(!isFromFundwire(headers, body, other, sent));
  assert.ok(!isFromFundwire({ ...headers, 'webhook-id': 'msg_2' }, body, secret, sent));
  assert.ok(!isFromFundwire({ ...headers, 'webhook-timestamp': `${sent + 1}` }, body, secret, sent));
});

test('what has no signature, or was sent long ago, does not verify', () => {
  assert.ok(!isFromFundwire({}, body, secret, sent));
  assert.ok(!isFromFundwire(headers, body, secret, sent + 301));
});
