/**
 * cli
 */
export { nodeDeps } from './platform';
