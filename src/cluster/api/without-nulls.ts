/** An object without the fields that are null: the server reads them as absent. The same object if there are none. */
export function withoutNulls<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  return (Array.isArray(value) ? cleanList(value) : cleanFields(value as Record<string, unknown>)) as T;
}

function cleanList(list: readonly unknown[]): readonly unknown[] {
  const next = list.map((each) => withoutNulls(each));
  return next.every((each, i) => each === list[i]) ? list : next;
}

function cleanFields(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let next: Record<string, unknown> | undefined;
  for (const key in fields) {
    const value = fields[key];
    const kept = withoutNulls(value);
    if (kept === value && kept !== null) continue;
    next ??= { ...fields };
    if (kept === null) delete next[key];
    else next[key] = kept;
  }
  return next ?? fields;
}
