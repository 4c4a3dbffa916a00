export function trimmed(document: object): object
