import type { Calibration, Measured, MeasuredContainer } from "../explore/calibrate/calibration.ts";
import type { Distribution } from "../scenario/distribution.ts";
import { formatDuration } from "../util/duration.ts";

/** What was measured as keys of a scenario file, each with how often it was seen. */
export function calibrationYaml({ pods, containers, images, latency, latencyCount }: Calibration): string {
  const times = Object.entries(latency).map(
    ([key, milliseconds]) => `${key}: ${formatDuration(milliseconds)}`,
  );
  return [
    `# measured from ${counted(pods, "pod")}\n`,
    ...(times.length === 0
      ? []
      : [
          "cluster:\n",
          `  latency: { profile: lab, ${times.join(", ")} } # ${counted(latencyCount, "pod")}\n`,
        ]),
    ...(images.length === 0 ? [] : ["images:\n"]),
    ...images.map(
      ({ image, pull }) =>
        `  - { match: ${quoted(image)}, pull: ${text(pull.distribution)} } # ${counted(pull.count, "pull")}\n`,
    ),
    ...(containers.length === 0 ? [] : ["containers:\n"]),
    ...containers.flatMap(containerLines),
  ].join("");
}

function containerLines(measured: MeasuredContainer): string[] {
  const { workload, container, exitCode, oomKilled, failures, stop, stopExitCode } = measured;
  const lines: [string, string, string?][] = [];
  const add = (key: string, value: Measured | undefined, unit: string, more = ""): void => {
    if (value !== undefined)
      lines.push([key, text(value.distribution), `${counted(value.count, unit)}${more}`]);
  };
  const failed = failures === 0 ? "" : `; ${failures} more failed`;
  add("run", measured.run, "run", failed);
  if (oomKilled) lines.push(["oomKilled", "true"]);
  else if (exitCode !== undefined) lines.push(["exitCode", String(exitCode)]);
  add("readyAfter", measured.readyAfter, "start");
  if (stop === "ignore") lines.push(["stop", stop]);
  else add("stop", stop, "stop");
  if (stopExitCode !== undefined) lines.push(["stopExitCode", String(stopExitCode)]);
  return [
    `  - match: { workload: ${quoted(workload)}, container: ${quoted(container)} }\n`,
    ...lines.map(
      ([key, value, comment]) => `    ${key}: ${value}${comment === undefined ? "" : ` # ${comment}`}\n`,
    ),
  ];
}

/** A name as it is, where YAML takes it for a text in a flow map. */
const quoted = (name: string): string =>
  /^[A-Za-z][\w./-]*(:[\w.-]+)?$/.test(name) && !/^(true|false|null|yes|no|on|off)$/i.test(name)
    ? name
    : JSON.stringify(name);

function text(distribution: Distribution): string {
  switch (distribution.kind) {
    case "fixed":
      return time(distribution.value);
    case "uniform":
      return `{ min: ${time(distribution.min)}, max: ${time(distribution.max)} }`;
    case "normal":
      return `{ mean: ${time(distribution.mean)}, sd: ${time(distribution.sd)} }`;
    case "lognormal":
      return `{ p50: ${time(distribution.p50)}, p95: ${time(distribution.p95)} }`;
  }
}

const time = (milliseconds: number): string => formatDuration(Math.round(milliseconds));

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
