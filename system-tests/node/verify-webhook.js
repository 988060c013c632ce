import { createHmac, timingSafeEqual } from 'node:crypto';

export function isFromFundwire(headers, body, secret, now = Date.now() / 1000) {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const [id, time] = [headers['webhook-id'], headers['webhook-timestamp']];
  const own = Buffer.from(createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64'));
  return Math.abs(now - time) < 300 && (headers['webhook-signature'] ?? '').split(' ')
    .map((signature) => Buffer.from(signature.replace('v1,', '')))
    .some((theirs) => theirs.length === own.length && timingSafeEqual(theirs, own));
}
