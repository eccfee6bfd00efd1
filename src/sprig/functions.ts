import type { GoFunc } from "../gotemplate/value.ts";
import type { RandomStream } from "../sim/random.ts";
import { certificateFunctions } from "./certificate-functions.ts";
import type { CryptoAdapter } from "./crypto/crypto-adapter.ts";
import { cryptoFunctions } from "./crypto-functions.ts";
import { dataFunctions } from "./data-functions.ts";
import { type Clock, dateFunctions } from "./date-functions.ts";
import { defaultFunctions } from "./default-functions.ts";
import { dictFunctions } from "./dict-functions.ts";
import { encodingFunctions } from "./encoding-functions.ts";
import type { FunctionRules } from "./function-rules.ts";
import type { FunctionTable } from "./go-func.ts";
import { listFunctions } from "./list-functions.ts";
import { mathFunctions } from "./math-functions.ts";
import { networkFunctions } from "./network-functions.ts";
import { pathFunctions } from "./path-functions.ts";
import { randomFunctions } from "./random-functions.ts";
import type { RegexLoader } from "./regex/go-regexp.ts";
import { regexFunctions } from "./regex-functions.ts";
import { semverFunctions } from "./semver-functions.ts";
import { stringFunctions } from "./string-functions.ts";
import { stringListFunctions } from "./string-list-functions.ts";
import { typeFunctions } from "./type-functions.ts";
import { urlFunctions } from "./url-functions.ts";

/** What the functions get from outside: they read no clock, draw nothing at random and load nothing by themselves. */
export interface SprigEnvironment {
  readonly rules: FunctionRules;
  readonly clock: Clock;
  /**
   * A stream for one call of a function. Equal streams for equal places in a chart make the output reproducible, see
   * randomPerCall.
   */
  readonly random: (purpose: string) => RandomStream;
  readonly crypto: CryptoAdapter;
  /** The module that matches regular expressions, loaded at its first use. */
  readonly regex: RegexLoader;
}

/**
 * The function library that Helm gives to templates, by name: Sprig 3 without `env` and `expandenv`, and Helm's own but
 * for those that see the chart (include, tpl, required, fail, lookup). What the release's rules call absent is left out.
 */
export function sprigFunctions(env: SprigEnvironment): Map<string, GoFunc> {
  const { rules, clock, random, crypto, regex } = env;
  const tables: FunctionTable[] = [
    stringFunctions,
    stringListFunctions,
    listFunctions,
    dictFunctions,
    mathFunctions,
    defaultFunctions,
    typeFunctions,
    pathFunctions,
    networkFunctions,
    dataFunctions(rules.toml),
    dateFunctions(clock),
    regexFunctions(regex, rules),
    semverFunctions(rules.semver),
    urlFunctions(rules),
    encodingFunctions(crypto),
    randomFunctions(random),
    cryptoFunctions({ crypto, random }),
    certificateFunctions({ crypto, clock, random, rules }),
  ];
  const functions = new Map<string, GoFunc>();
  for (const table of tables) {
    for (const [name, func] of Object.entries(table)) if (!rules.absent.has(name)) functions.set(name, func);
  }
  return functions;
}
