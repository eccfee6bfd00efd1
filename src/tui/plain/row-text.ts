const row = /^(?:(\S+)\s+)?(\S+)\s+(\d+)\/(\d+)\s+(\S+)\s+(\d+)(?: \(([^)]*)\))?\s+\S+$/;

/** A row of `kubectl get pod` as one would say it: `web-0 Running, 0 of 1 ready, 2 restarts, 5s ago`. */
export function rowText(line: string): string {
  const [whole, namespace, name, ready, all, status, restarts, ago] = row.exec(line.trim()) ?? [];
  if (whole === undefined) return line.trim().replace(/\s+/g, " ");
  const pod = namespace === undefined ? name : `${name} in ${namespace}`;
  const again = restarts === "0" ? [] : [`${restarts} ${restarts === "1" ? "restart" : "restarts"}`];
  return [`${pod} ${status}`, `${ready} of ${all} ready`, ...again, ...(ago === undefined ? [] : [ago])].join(
    ", ",
  );
}
