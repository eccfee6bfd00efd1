import type { FlagValues } from "../helm/flags/flag-values.ts";
import { KubectlError } from "./kubectl-error.ts";
import type { Session } from "./session.ts";

/**
 * What `--from-literal`, `--from-file` and `--from-env-file` put into a ConfigMap or Secret: files in folders under
 * their own names, `key=path` under another.
 * @throws KubectlError
 */
export function literalData(session: Session, flags: FlagValues): Record<string, string> {
  const data = new Map<string, string>();
  const put = (key: string, value: string): void => {
    if (data.has(key))
      throw new KubectlError(
        `cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data`,
      );
    data.set(key, value);
  };
  for (const path of flags.all("from-file")) for (const [key, text] of filesOf(session, path)) put(key, text);
  for (const literal of flags.all("from-literal")) {
    const at = literal.indexOf("=");
    if (at < 1) throw new KubectlError(`invalid literal source ${literal}, expected key=value`);
    put(literal.slice(0, at), literal.slice(at + 1).replace(/^(['"])(.*)\1$/s, "$2"));
  }
  for (const path of flags.all("from-env-file"))
    for (const line of read(session, path).split("\n")) {
      const text = line.trim();
      if (text === "" || text.startsWith("#")) continue;
      const at = text.indexOf("=");
      put(at < 0 ? text : text.slice(0, at), at < 0 ? "" : text.slice(at + 1));
    }
  return Object.fromEntries(data);
}

function filesOf(session: Session, source: string): [key: string, text: string][] {
  const at = source.indexOf("=");
  if (at >= 0) return [[source.slice(0, at), read(session, source.slice(at + 1))]];
  const names = session.files.readFolder(source);
  if (names === undefined) return [[source.slice(source.lastIndexOf("/") + 1), read(session, source)]];
  return names
    .filter((name) => !name.endsWith("/"))
    .map((name) => [name, read(session, `${source.replace(/\/+$/, "")}/${name}`)]);
}

function read(session: Session, path: string): string {
  const text = session.files.readFile(path);
  if (text === undefined) throw new KubectlError(`error reading ${path}: no such file or directory`);
  return text;
}
