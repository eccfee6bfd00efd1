import { RenderError } from "../chart/render-error.ts";
import { mustToYaml } from "../goyaml/helm-functions.ts";
import type { RenderRequest } from "../helm/chart-source.ts";
import { SeatrialError } from "../util/errors.ts";

/**
 * What the `helm` on the PATH renders a chart to. It takes every release for revision 1, and looks nothing up.
 *
 * @param path the chart's, from `directory`
 * @throws SeatrialError where there is no helm, RenderError with its words where it refuses the chart
 */
export function renderWithHelm(path: string, directory: string, request: RenderRequest): string {
  const { release, values, capabilities, skipSchemaValidation } = request;
  return helm(
    [
      ...["template", release.name, path, "--namespace", release.namespace, "--values", "-"],
      ...(release.isUpgrade ? ["--is-upgrade"] : []),
      ...(skipSchemaValidation ? ["--skip-schema-validation"] : []),
      ...(capabilities === undefined
        ? []
        : [
            `--kube-version=${capabilities.kubeVersion}`,
            ...capabilities.apiVersions.map((each) => `--api-versions=${each}`),
          ]),
    ],
    directory,
    mustToYaml(values),
  );
}

/** Runs the `helm` on the PATH; gives its standard output. */
export function helm(args: readonly string[], directory: string, input: string | undefined): string {
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const { error, status, stdout, stderr } = spawnSync("helm", args, {
    cwd: directory,
    encoding: "utf8",
    maxBuffer: 1 << 30,
    ...(input === undefined ? { stdio: ["inherit", "pipe", "pipe"] as const } : { input }),
  });
  // one that fails at once does not read the values
  if (error !== undefined && (error as NodeJS.ErrnoException).code !== "EPIPE")
    throw new SeatrialError("renderer-missing", `helm cannot be run: ${error.message}.`, {
      hint: "Put helm on the PATH, or leave out --renderer helm: seatrial renders as Helm does.",
      cause: error,
    });
  if (status !== 0) throw new RenderError("renderer-failed", stderr.trim().replace(/^Error: /m, ""));
  return stdout;
}
