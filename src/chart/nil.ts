/** A list that is absent: Go keeps it apart from an empty one. Compared by identity. */
export const nilList: readonly never[] = Object.freeze([]);

/** A map that is absent. */
export const nilMap: ReadonlyMap<string, never> = new Map<string, never>();

/** As `list.map(each)`; what is absent stays so. */
export const mapList = <T, R>(list: readonly T[], each: (item: T) => R): readonly R[] =>
  list === nilList ? nilList : list.map(each);
