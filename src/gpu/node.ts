/**
 * The edge of `gpu` that exists only in Node: Dawn.
 */
export { openDawn } from './dawn-node';
