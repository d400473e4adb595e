export const STATEMENTS_FOLDER: string;
export function recordStatements(): void;
export function writeStatements(): void;
export function leaveStatementsOut(out: boolean): void;
