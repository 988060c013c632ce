import { FundwireError } from './fundwire/error.js';

export { FundwireError };

/**
 * Connects to a server.
 *
 * @param {{ url?: string }} [options]
 * @returns {never}
 */
export function connect(options) {
  throw new FundwireError('not-yet', `There is no client yet to connect to ${options?.url ?? '/ws'}.`);
}
