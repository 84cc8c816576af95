/** The view of the evaluation bench. It loads the bench's code when it is first opened. */
export { addTables, evaluateView } from './evaluate-view';
