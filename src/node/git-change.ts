import { compareStrings } from "../util/compare-strings.ts";
import { SeatrialError } from "../util/errors.ts";
import { git, gitLine, gitNames } from "./git.ts";
import { GitTree, repositoryOf } from "./git-tree.ts";

/** What a branch changes: from where it left its base on. */
export interface GitChange {
  /** the repository's folder */
  readonly root: string;
  /** the commit where the branch left the base, called as the user called the base */
  readonly base: GitTree;
  /** undefined: the work tree, with what is not committed */
  readonly head: GitTree | undefined;
  /** the files of the head, from the root; of the work tree also those that git does not know and does not ignore */
  readonly headFiles: readonly string[];
  /** the files that are different, gone or new, from the root; a file that was renamed counts twice */
  readonly changed: readonly string[];
}

/**
 * Finds what `head` (default: the work tree) changes since it left `base`.
 * @throws SeatrialError where git, the repository, a ref or, in a shallow clone, the history between them is missing
 */
export function gitChange(folder: string, base: string, head: string | undefined): GitChange {
  const root = repositoryOf(folder);
  const tip = refIn(root, base);
  const top = refIn(root, head ?? "HEAD");
  const common = gitLine(root, ["merge-base", tip.commit, top.commit]);
  if (common === undefined) throw noCommonCommit(root, base, head ?? "HEAD");
  const untracked =
    head === undefined ? gitNames(root, ["ls-files", "-z", "--others", "--exclude-standard"]) : [];
  const against = head === undefined ? [common] : [common, top.commit];
  const differing = gitNames(root, ["diff", "--name-only", "--no-renames", "-z", ...against, "--"]);
  const gone = head === undefined ? gitNames(root, ["ls-files", "-z", "--deleted"]) : [];
  const tracked = head === undefined ? gitNames(root, ["ls-files", "-z"]) : top.files();
  if (untracked === undefined || differing === undefined || gone === undefined || tracked === undefined)
    throw new SeatrialError("git-failed", `git cannot tell what changed since ${base}.`, {
      hint: `Try it yourself: git -C ${root} diff --name-only ${common}`,
    });
  const missing = new Set(gone);
  return {
    root,
    base: tip.at(common),
    head: head === undefined ? undefined : top,
    headFiles: sorted([...tracked.filter((file) => !missing.has(file)), ...untracked]),
    changed: sorted([...differing, ...untracked]),
  };
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort(compareStrings);

function refIn(root: string, ref: string): GitTree {
  try {
    return GitTree.open(root, ref);
  } catch (error) {
    if (!(error instanceof SeatrialError) || error.code !== "git-ref") throw error;
    if (ref === "HEAD")
      throw new SeatrialError("git-no-commits", `The repository ${root} has no commit yet.`, {
        hint: "A review compares commits: commit the charts first.",
      });
    throw new SeatrialError(
      "git-ref",
      `The repository ${root} has no ref "${ref}".${remoteHint(root, ref)}`,
      {
        hint: isShallow(root)
          ? `This clone is shallow. Fetch the ref with its history: ${fetchFor(ref)}`
          : "git branch --all lists what there is.",
      },
    );
  }
}

/** The user said `main`, and only `origin/main` is there, as in a checkout of a pull request. */
const remoteHint = (root: string, ref: string): string =>
  git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `refs/remotes/origin/${ref}`]) ===
  undefined
    ? ""
    : ` There is origin/${ref}.`;

const isShallow = (root: string): boolean =>
  gitLine(root, ["rev-parse", "--is-shallow-repository"]) === "true";

/** What fetches a ref with all of its history: `main` comes as origin/main. */
const fetchFor = (ref: string): string =>
  `git fetch --unshallow origin ${ref.replace(/^origin\//, "")}, and then say origin/${ref.replace(/^origin\//, "")}`;

function noCommonCommit(root: string, base: string, head: string): SeatrialError {
  if (isShallow(root))
    return new SeatrialError(
      "git-shallow",
      `This clone is shallow: it does not reach back to where ${head} left ${base}.`,
      {
        hint: `Fetch the history first: git fetch --unshallow (or git fetch --deepen=50, as often as it takes). In a GitHub workflow give actions/checkout "fetch-depth: 0".`,
      },
    );
  return new SeatrialError("git-unrelated", `${base} and ${head} have no commit in common.`, {
    hint: "Is the base the branch that the change is to be merged into?",
  });
}
