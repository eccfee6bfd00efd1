import { GoFunc, GoInt, GoList, int64, type Value } from "../gotemplate/value.ts";
import { CallError } from "./call-error.ts";
import { toFloat64, toInt64 } from "./cast.ts";
import { add, type Decimal, divide, multiply, subtract, toDecimal, toFloat } from "./decimal.ts";
import { type FunctionTable, goFunc, goVariadic } from "./go-func.ts";
import { parseInt64 } from "./parse-number.ts";
import { sprint } from "./strval.ts";

/** sprig's numeric.go and the arithmetic of its functions.go. Whole numbers wrap around at 64 bits. */
export const mathFunctions: FunctionTable = {
  atoi: goFunc(["string"], (text) => goInt(parseInt64(text, 10)?.value ?? 0n)),
  int: goFunc(["interface {}"], (value) => goInt(toInt64(value))),
  int64: goFunc(["interface {}"], (value) => wrapped(toInt64(value))),
  float64: goFunc(["interface {}"], toFloat64),
  toDecimal: goFunc(["interface {}"], (value) => {
    const parsed = parseInt64(sprint(value), 8);
    return int64(parsed?.inRange ? parsed.value : 0n);
  }),
  add1: goFunc(["interface {}"], (value) => wrapped(toInt64(value) + 1n)),
  add: goVariadic([], "interface {}", (...values) =>
    wrapped(values.reduce<bigint>((sum, v) => sum + toInt64(v), 0n)),
  ),
  sub: goFunc(["interface {}", "interface {}"], (a, b) => wrapped(toInt64(a) - toInt64(b))),
  mul: goVariadic(["interface {}"], "interface {}", (a, ...rest) =>
    wrapped(rest.reduce<bigint>((product, v) => BigInt.asIntN(64, product * toInt64(v)), toInt64(a))),
  ),
  div: goFunc(["interface {}", "interface {}"], (a, b) => wrapped(toInt64(a) / divisor(b))),
  mod: goFunc(["interface {}", "interface {}"], (a, b) => wrapped(toInt64(a) % divisor(b))),
  max: extreme((a, b) => a > b),
  biggest: extreme((a, b) => a > b),
  min: extreme((a, b) => a < b),
  add1f: goFunc(["interface {}"], (value) => decimally(add, value, [1])),
  addf: goVariadic([], "interface {}", (...values) => decimally(add, 0, values)),
  subf: goVariadic(["interface {}"], "interface {}", (a, ...rest) => decimally(subtract, a, rest)),
  mulf: goVariadic(["interface {}"], "interface {}", (a, ...rest) => decimally(multiply, a, rest)),
  divf: goVariadic(["interface {}"], "interface {}", (a, ...rest) => decimally(divide, a, rest)),
  maxf: goVariadic(["interface {}"], "interface {}", (...values) => floatExtreme(Math.max, Infinity, values)),
  minf: goVariadic(["interface {}"], "interface {}", (...values) =>
    floatExtreme(Math.min, -Infinity, values),
  ),
  floor: goFunc(["interface {}"], (value) => Math.floor(toFloat64(value))),
  ceil: goFunc(["interface {}"], (value) => Math.ceil(toFloat64(value))),
  round: goVariadic(["interface {}", "int"], "float64", (value, places, roundOn = 0.5) =>
    round(toFloat64(value), places, roundOn),
  ),
  until: new GoFunc(["int"], (count) => until(wholeNumber(count))),
  untilStep: new GoFunc(["int", "int", "int"], (start, stop, step) =>
    intList(steps(wholeNumber(start), wholeNumber(stop), wholeNumber(step))),
  ),
  seq: new GoFunc([], (...values) => sequence(values.map(wholeNumber)), "int"),
};

/** More numbers than this in one list are refused: Helm would run out of memory some way above. */
const LONGEST_LIST = 10_000_000;

const goInt = (value: bigint): GoInt => new GoInt(value, "int");
const wrapped = (value: bigint): GoInt => int64(BigInt.asIntN(64, value));

function extreme(isBetter: (a: bigint, b: bigint) => boolean): GoFunc {
  return goVariadic(["interface {}"], "interface {}", (...values) =>
    int64(values.map(toInt64).reduce((best, next) => (isBetter(next, best) ? next : best))),
  );
}

function divisor(value: Value): bigint {
  const number = toInt64(value);
  if (number === 0n) throw new CallError("runtime error: integer divide by zero");
  return number;
}

function decimally(
  operation: (a: Decimal, b: Decimal) => Decimal,
  first: Value,
  rest: readonly Value[],
): number {
  const convert = (value: Value): Decimal => toDecimal(toFloat64(value));
  return toFloat(rest.map(convert).reduce(operation, convert(first)));
}

/** math.Max and math.Min: an infinity of their own side wins even over NaN. */
function floatExtreme(
  choose: (a: number, b: number) => number,
  winner: number,
  values: readonly Value[],
): number {
  return values.map(toFloat64).reduce((a, b) => (a === winner || b === winner ? winner : choose(a, b)));
}

/** Up from `roundOn` of the fraction, down below; the fraction of a negative number is negative. */
function round(value: number, places: number, roundOn: number): number {
  const power = powerOfTen(places);
  const scaled = power * value;
  const whole = scaled - Math.trunc(scaled) >= roundOn ? Math.ceil(scaled) : Math.floor(scaled);
  return whole / power;
}

/** math.Pow(10, exponent) with the rounding of Go's own way of multiplying (math/pow.go). */
function powerOfTen(exponent: number): number {
  let [result, resultPower] = [1, 0];
  let [base, basePower] = [0.625, 4];
  for (let rest = Math.min(Math.abs(exponent), 2000); rest > 0; rest >>= 1) {
    if (rest & 1) {
      result *= base;
      resultPower += basePower;
    }
    base *= base;
    basePower *= 2;
    if (base < 0.5) {
      base *= 2;
      basePower--;
    }
  }
  return exponent < 0 ? (1 / result) * 2 ** -resultPower : result * 2 ** resultPower;
}

function wholeNumber(value: Value | undefined): bigint {
  return value instanceof GoInt ? value.value : 0n;
}

function until(count: bigint): GoList {
  return intList(steps(0n, count, count < 0n ? -1n : 1n));
}

/** From `start` to before `stop`; nothing where the step leads the other way or nowhere. */
function steps(start: bigint, stop: bigint, step: bigint): bigint[] {
  const distance = stop - start;
  if (step === 0n || distance === 0n || distance > 0n !== step > 0n) return [];
  const count = (distance + step - (step > 0n ? 1n : -1n)) / step;
  if (count > LONGEST_LIST) throw new CallError(`a list of ${count} numbers is too long`);
  return Array.from({ length: Number(count) }, (_, i) => start + BigInt(i) * step);
}

function intList(values: readonly bigint[]): GoList {
  return new GoList(values.map(goInt), "[]int");
}

/** `seq` of the shell: END, START END or START STEP END, both ends included. */
function sequence(values: readonly bigint[]): string {
  const [first = 0n, second = 0n, third = 0n] = values;
  if (values.length === 0 || values.length > 3) return "";
  const start = values.length === 1 ? 1n : first;
  const end = values.length === 1 ? first : values.length === 2 ? second : third;
  const direction = end < start ? -1n : 1n;
  const step = values.length === 3 ? second : direction;
  return steps(start, end + direction, step).join(" ");
}
