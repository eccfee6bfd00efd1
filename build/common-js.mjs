import { decode, encode } from "@jridgewell/sourcemap-codec";

/** What stands in a bundle for modules, at its head those of the bundle, further down those of Node. */
const STATEMENT =
  /\b(?:import\s*(?:(?:\{(?<names>[^}]*)\}|\*\s*as\s+(?<all>[\w$]+))\s*from\s*)?"(?<module>\.\/[^"]+\.js|node:[^"]+)";|export\s*\{(?<exports>[^}]*)\};(?=\s*(?:\/\/# sourceMappingURL=.*)?\s*$)|import\("(?<later>\.\/[^"]+)"\))/g;

const HEAD = '"use strict";';

/**
 * A bundle's ES module as a CommonJS one, and its source map. esbuild makes such modules too, but with two functions for
 * each export, and each import looked up wherever it is used: a percent or two of a short run. Bundles import
 * only what does not import them, so values can be handed on when all of a module has run.
 */
export function commonJs(text, map) {
  /** By line, where a text ended and by how much what replaces it is longer. */
  const moves = new Map([[0, [{ column: 0, by: HEAD.length }]]]);
  const body = text.replace(STATEMENT, (found, ...more) => {
    const replacement = replaced(more.at(-1));
    const end = more.at(-3) + found.length;
    const before = text.slice(0, end).split("\n");
    const move = { column: before.at(-1).length, by: replacement.length - found.length };
    moves.set(before.length - 1, [...(moves.get(before.length - 1) ?? []), move]);
    return replacement;
  });
  return { text: HEAD + body, map: moved(map, moves) };
}

function replaced({ later, module, names, all, exports }) {
  if (later !== undefined) return `Promise.resolve().then(()=>require("${later}"))`;
  if (exports !== undefined)
    return `module.exports={${renamed(exports, (local, name) => `${name}:${local}`)}};`;
  const value = `require("${module}");`;
  if (names !== undefined) return `var{${renamed(names, (name, local) => `${name}:${local}`)}}=${value}`;
  return all === undefined ? value : `var ${all}=${value}`;
}

/** The members of `a as b, c`. */
const renamed = (names, member) =>
  names
    .split(",")
    .map((name) => name.trim().split(/\s+as\s+/))
    .map(([name, other = name]) => (name === other ? name : member(name, other)))
    .join(",");

function moved(json, moves) {
  const map = JSON.parse(json);
  const lines = decode(map.mappings).map((segments, line) =>
    segments.map(([column, ...place]) => {
      const before = (moves.get(line) ?? []).filter((move) => move.column <= column);
      return [before.reduce((sum, { by }) => sum + by, column), ...place];
    }),
  );
  return JSON.stringify({ ...map, mappings: encode(lines) });
}
