/** The ASO explorer: the light view only, which loads the explorer's code when it is first opened. */
export { asoView } from './aso-view';
