/** The view of the ASO explorer. It loads the explorer's code when it is first opened. */
export { asoView } from './aso-view';
