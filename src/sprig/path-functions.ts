import { type FunctionTable, goFunc } from "./go-func.ts";

/** Go's package path; `path/filepath` is the same on the systems whose separator is `/`, which charts are made for. */
export const pathFunctions: FunctionTable = {
  base: goFunc(["string"], base),
  dir: goFunc(["string"], dir),
  clean: goFunc(["string"], clean),
  ext: goFunc(["string"], ext),
  isAbs: goFunc(["string"], isAbs),
  osBase: goFunc(["string"], base),
  osDir: goFunc(["string"], dir),
  osClean: goFunc(["string"], clean),
  osExt: goFunc(["string"], ext),
  osIsAbs: goFunc(["string"], isAbs),
};

function isAbs(path: string): boolean {
  return path.startsWith("/");
}

function base(path: string): string {
  if (path === "") return ".";
  return path.replace(/\/+$/, "").split("/").at(-1) || "/";
}

function dir(path: string): string {
  return clean(path.slice(0, path.lastIndexOf("/") + 1));
}

/** The suffix from the last dot of the last element on, dot included. */
function ext(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot);
}

/** The shortest path that says the same: no empty or `.` elements, `..` taken back where something can be. */
function clean(path: string): string {
  const root = isAbs(path) ? "/" : "";
  const kept: string[] = [];
  for (const element of path.split("/")) {
    if (element === "" || element === ".") continue;
    if (element !== "..") kept.push(element);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (root === "") kept.push("..");
  }
  return root + kept.join("/") || ".";
}
