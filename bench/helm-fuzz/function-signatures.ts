/**
 * What kinds of arguments the functions of Helm's templates take and give. Kinds: s string, i int, n number, b bool,
 * l list, w list of strings, m map, a anything, r regular expression, v version, c version constraint, p path, u URL,
 * j JSON or YAML or TOML text, e encoded text, d date text, t time, y date layout, z time zone, o duration text,
 * k key of a map; `+` any number more of the last one. What gives something else each time is left out.
 */
const TABLE = `
abbrev i s -> s|abbrevboth i i s -> s|camelcase s -> s|cat a + -> s|contains s s -> b|hasPrefix s s -> b|hasSuffix s s -> b
indent i s -> s|initials s -> s|kebabcase s -> s|lower s -> s|nindent i s -> s|nospace s -> s|plural s s i -> s|quote a + -> s
repeat i s -> s|replace s s s -> s|snakecase s -> s|squote a + -> s|substr i i s -> s|swapcase s -> s|title s -> s|trim s -> s
trimAll s s -> s|trimPrefix s s -> s|trimSuffix s s -> s|trunc i s -> s|untitle s -> s|upper s -> s|wrap i s -> s
wrapWith i s s -> s|toString a -> s|sha1sum s -> s|sha256sum s -> s|sha512sum s -> s|adler32sum s -> s|hello -> s
atoi s -> i|int a -> i|int64 a -> i|float64 a -> n|toDecimal a -> i|seq i + -> s|until i -> l|untilStep i i i -> l
add a + -> i|add1 a -> i|sub a a -> i|div a a -> i|mod a a -> i|mul a a + -> i|add1f a -> n|addf a + -> n|subf a a + -> n
divf a a + -> n|mulf a a + -> n|biggest a + -> i|max a + -> i|min a + -> i|maxf a + -> n|minf a + -> n|ceil a -> n
floor a -> n|round a i -> n|list a + -> l|tuple a + -> l|first l -> a|rest l -> l|last l -> a|initial l -> l|append l a -> l
push l a -> l|prepend l a -> l|concat l l + -> l|reverse l -> l|uniq l -> l|without l a + -> l|has a l -> b|slice l i + -> l
chunk i l -> l|compact l -> l|join s l -> s|sortAlpha l -> w|split s s -> m|splitn s i s -> m|splitList s s -> w
toStrings a -> w|mustFirst l -> a|mustRest l -> l|mustLast l -> a|mustInitial l -> l|mustAppend l a -> l|mustPush l a -> l
mustPrepend l a -> l|mustReverse l -> l|mustUniq l -> l|mustWithout l a + -> l|mustHas a l -> b|mustSlice l i + -> l
mustChunk i l -> l|mustCompact l -> l|dict k a -> m|dict k a k a -> m|get m k -> a|set m k a -> m|unset m k -> m
hasKey m k -> b|pluck k m + -> l|pick m k + -> m|omit m k + -> m|dig k a m -> a|dig k k a m -> a|merge m m + -> m
mustMerge m m + -> m|mergeOverwrite m m + -> m|mustMergeOverwrite m m + -> m|deepCopy a -> a|mustDeepCopy a -> a
deepEqual a a -> b|default a a -> a|empty a -> b|coalesce a + -> a|all a + -> b|any a + -> b|ternary a a b -> a|typeOf a -> s
typeIs s a -> b|typeIsLike s a -> b|kindOf a -> s|kindIs s a -> b|date y t -> s|dateInZone y t z -> s|dateModify o t -> t
mustDateModify o t -> t|toDate y d -> t|mustToDate y d -> t|htmlDate t -> s|htmlDateInZone t z -> s|duration a -> s
durationRound a -> s|unixEpoch t -> s|fromJson j -> m|mustFromJson j -> a|toJson a -> s|mustToJson a -> s
toPrettyJson a -> s|mustToPrettyJson a -> s|toRawJson a -> s|mustToRawJson a -> s|b64enc s -> e|b64dec e -> s|b32enc s -> e
b32dec e -> s|urlParse u -> m|urlJoin m -> s|base p -> s|dir p -> s|clean p -> s|ext p -> s|isAbs p -> b|osBase p -> s
osDir p -> s|osClean p -> s|osExt p -> s|osIsAbs p -> b|regexMatch r s -> b|mustRegexMatch r s -> b|regexFind r s -> s
mustRegexFind r s -> s|regexFindAll r s i -> w|mustRegexFindAll r s i -> w|regexReplaceAll r s s -> s
mustRegexReplaceAll r s s -> s|regexReplaceAllLiteral r s s -> s|mustRegexReplaceAllLiteral r s s -> s
regexSplit r s i -> w|mustRegexSplit r s i -> w|regexQuoteMeta s -> s|semver v -> a|semverCompare c v -> b
toYaml a -> s|toYamlPretty a -> s|fromYaml j -> m|fromYamlArray j -> l|fromJsonArray j -> l|toToml a -> s|fromToml j -> m
include k a -> s|tpl s a -> s|lookup s s s s -> m|getHostByName s -> s|required s a -> a|fail s -> s
and a a + -> a|or a a + -> a|not a -> b|html a + -> s|js a + -> s|urlquery a + -> s|len a -> i|index a a -> a|index l i -> a
index m k -> a|index m k k -> a|print a + -> s|println a + -> s|printf f a + -> s|eq a a + -> b|ne a a -> b|lt n n -> b
le n n -> b|gt n n -> b|ge n n -> b|lt s s -> b|gt a a -> b|call a a + -> a|trimall s s -> s|date_modify o t -> t
must_date_modify o t -> t|date_in_zone y t z -> s|derivePassword i s s s s -> s|mustToYaml a -> s
`;

export interface Signature {
  readonly name: string;
  readonly takes: readonly string[];
  /** Whether more arguments of the last kind may follow. */
  readonly more: boolean;
  readonly gives: string;
}

export const signatures: readonly Signature[] = TABLE.trim()
  .split(/[|\n]/)
  .map((line) => {
    const [call = "", gives = "a"] = line.split("->").map((part) => part.trim());
    const [name = "", ...kinds] = call.split(/\s+/);
    return { name, takes: kinds.filter((kind) => kind !== "+"), more: kinds.includes("+"), gives };
  });

/** Functions by what they give; those that give anything under every kind. */
export const givers: ReadonlyMap<string, readonly Signature[]> = new Map(
  [..."sinblwmatve"].map((kind) => [kind, signatures.filter(({ gives }) => gives === kind)]),
);
