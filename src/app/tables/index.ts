/**
 * Tables of clips that people bring or this page makes: read, joined, and their columns understood.
 */
export { joinTables, keyName, sharedKeys } from './join';
export { readTable } from './read-table';
export type { Role, Roles } from './roles';
export { guessRoles, ONLY_DIMENSION } from './roles';
export { scoredCsv, scoredTable } from './scored-table';
export type { Column, Problem, Table } from './table';
export { columnNamed, numberAt, problemSentence, textAt } from './table';
