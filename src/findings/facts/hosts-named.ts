import type { Manifest } from "../../chart/rendered-chart.ts";
import type { Container, PodSpec } from "../../cluster/api/pod.ts";
import type { Render } from "../evidence.ts";

/** A text of a container in which hosts may be named. */
interface Text {
  readonly text: string;
  /** `env DB_HOST of container "migrate"` */
  readonly how: string;
  /** the whole of it may be a host, as its variable's name says */
  readonly isHost: boolean;
  readonly inCommand: boolean;
}

/** Where a pod plainly talks to a Service: its host in a command, or in a variable that is there for hosts. */
export function hostNamed(
  render: Render,
  spec: PodSpec,
  service: { readonly name: string; readonly namespace: string },
): { readonly how: string; readonly inCommand: boolean } | undefined {
  const host = `${escaped(service.name)}(\\.${escaped(service.namespace)})?(\\.svc[\\w.]*)?`;
  const alone = new RegExp(`^${host}$`);
  const address = new RegExp(`(//|@)${host}($|[^\\w.-])|(^|[^\\w.-])${host}:\\d`);
  const operand = new RegExp(`(^|[\\s="'])${host}($|[\\s"'/;])`);
  return textsOf(render, spec).find(
    ({ text, isHost, inCommand }) =>
      (isHost && alone.test(text.trim())) ||
      address.test(text) ||
      (inCommand && clients.test(text) && operand.test(text)),
  );
}

/** Programs that take a host to talk to; others take it for a certificate, say. */
const clients =
  /(^|[\s/"'])(clickhouse-client|cqlsh|curl|dockerize|kafka-\S+|mariadb\S*|mongo\S*|mysql\S*|nc|nslookup|pg_isready|ping|psql|redis-cli|telnet|wait-for\S*|wget)[\s"']/;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

const textsOf = (render: Render, spec: PodSpec): Text[] =>
  [...(spec.initContainers ?? []), ...spec.containers].flatMap((container) => [
    ...commandOf(container),
    ...variablesOf(render, container),
  ]);

/** All of it as one line too, so that `nc -z` and the host may be words of their own. */
const commandOf = ({ name, command = [], args = [] }: Container): Text[] =>
  [...command, ...args, [...command, ...args].join(" ")].map((text) => ({
    text,
    how: `the command of container "${name}"`,
    isHost: false,
    inCommand: true,
  }));

function variablesOf({ chart }: Render, { name, env = [], envFrom = [] }: Container): Text[] {
  const values = (kind: string, object: string): [string, string][] =>
    [...chart.manifests, ...chart.hooks]
      .filter((each) => each.kind === kind && each.name === object)
      .flatMap(dataOf);
  const keyed = (kind: string, object: string, key: string): string =>
    values(kind, object).find(([each]) => each === key)?.[1] ?? "";
  const variables = [
    ...envFrom.flatMap(({ configMapRef, secretRef }) => [
      ...(configMapRef == null ? [] : values("ConfigMap", String(configMapRef.name))),
      ...(secretRef == null ? [] : values("Secret", String(secretRef.name))),
    ]),
    ...env.map(({ name: variable, value = "", valueFrom }): [string, string] => {
      const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
      if (configMapKeyRef != null)
        return [variable, keyed("ConfigMap", configMapKeyRef.name, configMapKeyRef.key)];
      if (secretKeyRef != null) return [variable, keyed("Secret", secretKeyRef.name, secretKeyRef.key)];
      return [variable, value];
    }),
  ];
  return variables.map(([variable, text]) => ({
    text,
    how: `env ${variable} of container "${name}"`,
    isHost: /host|addr|server|endpoint|url|uri/i.test(variable),
    inCommand: false,
  }));
}

const dataOf = ({ object }: Manifest): [string, string][] =>
  ["data", "stringData"].flatMap((field) =>
    Object.entries((object?.[field] ?? {}) as Readonly<Record<string, unknown>>).map(
      ([key, value]): [string, string] => [key, String(value)],
    ),
  );
