import { SeatrialError } from "../util/errors.ts";

export interface HelmVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** The newest Helm whose behaviour is known here; the default everywhere. */
export const newestHelm = "4.2.4";

/** Reads `4.1.4` or `v4.1.4`. Throws SeatrialError for anything else and for what is older than 3.0.0. */
export function parseHelmVersion(text: string): HelmVersion {
  const parts = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+].*)?$/.exec(text.trim());
  const [major = 0, minor = 0, patch = 0] = parts?.slice(1).map((part) => Number(part ?? 0)) ?? [];
  if (parts === null || major < 3) {
    throw new SeatrialError("helm-version", `"${text}" is not a Helm version this program knows.`, {
      hint: "Give a version from 3.0.0 on, such as 3.17.3 or 4.1.4.",
    });
  }
  return { major, minor, patch };
}

/** Whether a version is newer than what is known here, so that it is taken to do as the newest known one. */
export function isNewerThanKnown(text: string): boolean {
  const { major, minor, patch } = parseHelmVersion(text);
  return !atLeast(parseHelmVersion(newestHelm), major, minor, patch);
}

/** Whether a version is at least `major.minor.patch`. */
export function atLeast(version: HelmVersion, major: number, minor: number, patch = 0): boolean {
  if (version.major !== major) return version.major > major;
  if (version.minor !== minor) return version.minor > minor;
  return version.patch >= patch;
}
