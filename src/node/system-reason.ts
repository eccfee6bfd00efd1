import { errorCode } from "./error-code.ts";

/** Why the operating system refused to read or write, in words; undefined for an error of another kind. */
export function systemReason(error: unknown): string | undefined {
  const code = errorCode(error);
  if (code === undefined || !("syscall" in (error as Error))) return undefined;
  return reasons.get(code) ?? (error as Error).message;
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["ENOSPC", "there is no space left on the device"],
  ["EDQUOT", "the quota of the disk is used up"],
  ["EROFS", "the file system is read-only"],
  ["EACCES", "permission denied"],
  ["EPERM", "the operation is not permitted"],
  ["ENOENT", "there is no such file or folder"],
  ["ENOTDIR", "a part of the path is no folder"],
  ["EISDIR", "it is a folder"],
  ["EEXIST", "it is there already"],
  ["ENAMETOOLONG", "the name is too long"],
  ["ELOOP", "there are too many symbolic links"],
  ["EMFILE", "too many files are open"],
  ["EIO", "the device does not answer"],
]);
