import type { Container, Probe } from "../api/pod.ts";

interface Action {
  readonly port?: number | string;
  readonly path?: string;
  readonly scheme?: string;
  readonly host?: string;
  readonly service?: string;
  readonly command?: readonly string[];
}

/**
 * What a failing probe says of itself in the Unhealthy event: that nobody listens yet, as far as the probe can tell, or
 * that a file is not there. What other commands print is not known here (pkg/probe).
 */
export function probeFailure(probe: Probe, container: Container, podIp: string): string {
  const { httpGet, tcpSocket, grpc, exec } = probe as Readonly<Record<string, Action | undefined>>;
  const address = ({ host, port }: Action): string => `${host ?? podIp}:${portNumber(port, container)}`;
  if (httpGet !== undefined) {
    const path = httpGet.path ?? "/";
    const url = `${(httpGet.scheme ?? "HTTP").toLowerCase()}://${address(httpGet)}${path.startsWith("/") ? "" : "/"}${path}`;
    return `Get "${url}": dial tcp ${address(httpGet)}: connect: connection refused`;
  }
  if (tcpSocket !== undefined) return `dial tcp ${address(tcpSocket)}: connect: connection refused`;
  if (grpc !== undefined)
    return `timeout: failed to connect service "${address(grpc)}" within ${probe.timeoutSeconds ?? 1}s: context deadline exceeded`;
  const [program, file, ...rest] = exec?.command ?? [];
  return program === "cat" && file !== undefined && rest.length === 0 ? missingFile(file, container) : "";
}

/** What `cat` says of a file that is not there, in BusyBox and elsewhere. */
function missingFile(file: string, { image }: Container): string {
  const isBusyBox = /(^|\/)(busybox|alpine)(?=[:@]|$)/.test(image);
  return `cat: ${isBusyBox ? `can't open '${file}'` : file}: No such file or directory\n`;
}

/** Ports may be given by the name that the container gives them. */
function portNumber(port: number | string | undefined, container: Container): number | string {
  if (typeof port === "number" || port === undefined) return port ?? 0;
  return container.ports?.find(({ name }) => name === port)?.containerPort ?? port;
}
