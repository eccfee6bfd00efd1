import type { YamlAlias } from "./node.ts";

/** Keeps aliases from standing for themselves, and from multiplying a small document into a huge value. */
export class AliasGuard {
  /** The aliases whose target is being decoded. */
  private readonly active = new Set<YamlAlias>();
  private decoded = 1;
  private decodedInAliases = 0;

  isActive(alias: YamlAlias): boolean {
    return this.active.has(alias);
  }

  enter(alias: YamlAlias): void {
    this.active.add(alias);
  }

  leave(alias: YamlAlias): void {
    this.active.delete(alias);
  }

  /** Counts a node that is decoded; whether that is still within go-yaml's measure. */
  count(): boolean {
    this.decoded++;
    if (this.active.size > 0) this.decodedInAliases++;
    const few = this.decodedInAliases <= 100 || this.decoded <= 1000;
    return few || this.decodedInAliases / this.decoded <= allowedShare(this.decoded);
  }
}

/** Which share of all decoded nodes may come from aliases: 99 % in a small document, 10 % in a huge one. */
function allowedShare(decoded: number): number {
  const [small, huge] = [400_000, 4_000_000];
  if (decoded <= small) return 0.99;
  if (decoded >= huge) return 0.1;
  return 0.99 - 0.89 * ((decoded - small) / (huge - small));
}
