/**
 * The Node-only part of `gpu`: Dawn.
 */
export { openDawn } from './dawn-node';
