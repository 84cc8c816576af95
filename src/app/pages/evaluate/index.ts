/** The evaluation bench: the light view only, which loads the bench's code when it is first opened. */
export { addTables, evaluateView } from './evaluate-view';
