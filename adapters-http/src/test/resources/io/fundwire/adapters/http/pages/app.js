// Ünïcode, which a page must not take for Latin-1: → ✓
export { part } from './parts/part.js';
