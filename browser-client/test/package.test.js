import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SOURCES = resolve(fileURLToPath(import.meta.url), '../..');
const TOOLS = join(SOURCES, 'node_modules');

/** A folder of somebody who has installed the package. */
let consumer;
let folder;

before(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'fundwire-package-'));
  const unpacked = join(folder, 'consumer', 'node_modules', 'fundwire');
  fs.mkdirSync(unpacked, { recursive: true });
  run('tar', ['-xzf', pack(), '-C', unpacked, '--strip-components=1'], folder);
  consumer = join(folder, 'consumer');
  fs.writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
});

after(() => fs.rmSync(folder, { recursive: true, force: true }));

test('has the modules with their types, and nothing else', () => {
  const packed = files(join(consumer, 'node_modules', 'fundwire'));

  const parts = files(join(SOURCES, 'fundwire'), 'fundwire/').filter((name) => name.endsWith('.js'));
  const modules = ['fundwire.js', ...parts];
  const types = modules.map((name) => name.replace(/\.js$/, '.d.ts'));
  assert.deepEqual(packed, ['package.json', ...modules, ...types].sort());
});

test('is imported by Node under its name', () => {
  const program = "import { connect, FundwireError } from 'fundwire'; console.log(connect.name, FundwireError.name);";

  const printed = run(process.execPath, ['--input-type=module', '-e', program], consumer);

  assert.equal(printed.trim(), 'connect FundwireError');
});

test('is used by a program in TypeScript', () => {
  fs.copyFileSync(join(SOURCES, 'test', 'fixtures', 'consumer.ts'), join(consumer, 'consumer.ts'));

  const options = '--strict --noEmit --module nodenext --target es2023 --lib es2023,dom'.split(' ');
  run(process.execPath, [join(TOOLS, 'typescript', 'bin', 'tsc'), ...options, 'consumer.ts'], consumer);
});

/** Packs a copy, so that no generated file ever stands among the sources; gives the path of the archive. */
function pack() {
  const copy = join(folder, 'sources');
  const left = [TOOLS, join(SOURCES, 'target')];
  fs.cpSync(SOURCES, copy, { recursive: true, filter: (path) => !left.includes(path) });
  fs.symlinkSync(TOOLS, join(copy, 'node_modules'));
  const options = ['--offline', '--ignore-scripts=false', '--loglevel=error', '--pack-destination', folder];
  run('npm', ['pack', ...options], copy);
  const [archive] = fs.readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  return join(folder, archive);
}

function files(path, prefix = '') {
  const below = (entry) =>
    entry.isDirectory() ? files(join(path, entry.name), `${prefix}${entry.name}/`) : [prefix + entry.name];
  return fs.readdirSync(path, { withFileTypes: true }).flatMap(below).sort();
}

/** Runs a program to its end; what it prints is shown if it fails. */
function run(program, args, cwd) {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  } catch (failed) {
    throw new Error(`${program} failed:\n${failed.stdout}${failed.stderr}`, { cause: failed });
  }
}
