import { parseHelmVersion } from "../chart/helm-version.ts";
import type { RenderProfile } from "../chart/render-profile.ts";
import type { GoFunc } from "../gotemplate/value.ts";
import { Random } from "../sim/random.ts";
import type { Clock } from "../sprig/date-functions.ts";
import { functionRules } from "../sprig/function-rules.ts";
import { sprigFunctions } from "../sprig/functions.ts";
import { randomPerCall } from "../sprig/random-per-call.ts";
import { nodeCryptoAdapter } from "./crypto.ts";
import { loadRegex } from "./load-modules.ts";

export interface TemplateFunctionOptions {
  /** What `now` tells; default a fixed moment, so that a chart renders to the same text each time. */
  readonly clock?: Clock;
  /** For what templates draw at random; default 0. */
  readonly seed?: number;
  /** The template being executed: what one draws at random then does not depend on the others. */
  readonly template?: () => string;
  /** Is told whenever a function draws something at random. */
  readonly onDraw?: () => void;
}

/** 2025-01-15T18:20:03Z */
const DEFAULT_NOW = Date.UTC(2025, 0, 15, 18, 20, 3);

/** The functions of a Helm release but for those of its engine, with Node's cryptography, for one rendering. */
export function templateFunctions(
  profile: Pick<RenderProfile, "version">,
  { clock = { now: () => DEFAULT_NOW }, seed = 0, template = () => "", onDraw }: TemplateFunctionOptions = {},
): ReadonlyMap<string, GoFunc> {
  const draw = randomPerCall(new Random(seed), template);
  return sprigFunctions({
    rules: functionRules(parseHelmVersion(profile.version)),
    clock,
    random: (purpose) => {
      onDraw?.();
      return draw(purpose);
    },
    crypto: nodeCryptoAdapter,
    regex: loadRegex,
  });
}
