import { HelmFailure } from "../helm-failure.ts";

const pattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const longest = 53;

/** @throws HelmFailure if no release can have this name (pkg/chartutil/validate_name.go) */
export function checkReleaseName(name: string): void {
  if (name === "") throw new HelmFailure("no name provided");
  if (!pattern.test(name) || name.length > longest)
    throw new HelmFailure(
      `invalid release name, must match regex ${pattern.source} and the length must not be longer than ${longest}`,
    );
}
