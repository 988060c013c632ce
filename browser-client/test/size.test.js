import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { buildSync } from 'esbuild';

const LIMIT = 12 * 1024;

test('is under 12 KiB minified and gzipped', (t) => {
  const bundle = buildSync({
    entryPoints: [fileURLToPath(new URL('../fundwire.js', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });

  const size = gzipSync(bundle.outputFiles[0].contents, { level: 9 }).length;

  t.diagnostic(`${size} of ${LIMIT} bytes`);
  assert.ok(size < LIMIT, `fundwire.js has ${size} bytes minified and gzipped, and may have ${LIMIT - 1}`);
});
