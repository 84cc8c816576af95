/**
 * The command line's scoring platform in Node. The commands themselves are `score.ts` and its helpers.
 */
export { nodeDeps } from './platform';
