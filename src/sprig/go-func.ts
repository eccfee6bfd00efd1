import { GoFunc, GoInt, type GoList, GoMap, type Value } from "../gotemplate/value.ts";
import { MapView } from "./map-view.ts";
import type { GoTime } from "./time/go-time.ts";

/** What arrives for each Go parameter type; the executor has checked the types before the call. */
interface GoArguments {
  string: string;
  bool: boolean;
  int: number;
  uint32: number;
  float64: number;
  "interface {}": Value;
  "map[string]interface {}": GoMap;
  "[]interface {}": GoList | null;
  "time.Time": GoTime;
  "time.Duration": GoInt;
  "sprig.certificate": Value;
  "*semver.Version": Value;
}
export type GoParameter = keyof GoArguments;
type Arguments<P extends readonly GoParameter[]> = { -readonly [K in keyof P]: GoArguments[P[K]] };

/** The functions of one family by name. */
export type FunctionTable = Readonly<Record<string, GoFunc>>;

/**
 * A Go function with a fixed number of parameters. Ints arrive as numbers, nil maps as empty ones with `isNil`, maps of
 * a named type as plain ones.
 */
export function goFunc<const P extends readonly GoParameter[]>(
  params: P,
  call: (...args: Arguments<P>) => Value,
): GoFunc {
  return new GoFunc(params, (...args) => call(...(args.map((arg, i) => unwrap(params[i], arg)) as never)));
}

/** The same function, counted as the number of milliseconds that a call computes for: a template may not do so for ever. */
export const lasting = (milliseconds: number, { params, call, variadic }: GoFunc): GoFunc =>
  new GoFunc(params, call, variadic, milliseconds * stepsPerMillisecond);

/** About what the executor does in that time. */
const stepsPerMillisecond = 2000;

/** A Go function whose last parameter is `...variadic`. */
export function goVariadic<const P extends readonly GoParameter[], V extends GoParameter>(
  params: P,
  variadic: V,
  call: (...args: [...Arguments<P>, ...GoArguments[V][]]) => Value,
): GoFunc {
  return new GoFunc(
    params,
    (...args) => call(...(args.map((arg, i) => unwrap(params[i] ?? variadic, arg)) as never)),
    variadic,
  );
}

function unwrap(type: GoParameter | undefined, arg: Value): Value {
  if (arg instanceof GoInt && type === "int") return Number(arg.value);
  if (arg instanceof GoInt && type === "uint32") return Number(BigInt.asUintN(32, arg.value));
  if (type !== "map[string]interface {}") return arg;
  if (arg === null) return new GoMap(undefined, type, true);
  return arg instanceof GoMap && arg.goType !== type ? new MapView(arg) : arg;
}
