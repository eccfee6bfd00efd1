import type { Value } from "../value.ts";

/**
 * A value inside the executor. `undefined` is reflect's invalid Value, what a nil becomes once it has been the result
 * of a pipeline; `null` is a nil still known to be an `interface {}`, such as the nil element of a map. Go's messages
 * tell the two apart.
 */
export type Operand = Value | undefined;
