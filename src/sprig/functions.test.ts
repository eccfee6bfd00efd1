import { expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";

const HELM_4_1 = `
  abbrev abbrevboth add add1 add1f addf adler32sum ago all any append atoi b32dec b32enc b64dec b64enc base bcrypt
  biggest buildCustomCert camelcase cat ceil chunk clean coalesce compact concat contains date dateInZone dateModify
  date_in_zone date_modify decryptAES deepCopy deepEqual default derivePassword dict dig dir div divf duration
  durationRound empty encryptAES ext first float64 floor fromJson fromJsonArray fromToml fromYaml fromYamlArray genCA
  genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey get
  getHostByName has hasKey hasPrefix hasSuffix hello htmlDate htmlDateInZone htpasswd indent initial initials int int64
  isAbs join kebabcase keys kindIs kindOf last list lower max maxf merge mergeOverwrite min minf mod mul mulf
  mustAppend mustChunk mustCompact mustDateModify mustDeepCopy mustFirst mustFromJson mustHas mustInitial mustLast
  mustMerge mustMergeOverwrite mustPrepend mustPush mustRegexFind mustRegexFindAll mustRegexMatch mustRegexReplaceAll
  mustRegexReplaceAllLiteral mustRegexSplit mustRest mustReverse mustSlice mustToDate mustToJson mustToPrettyJson
  mustToRawJson mustToYaml mustUniq mustWithout must_date_modify nindent nospace now omit osBase osClean osDir osExt
  osIsAbs pick pluck plural prepend push quote randAlpha randAlphaNum randAscii randBytes randInt randNumeric regexFind
  regexFindAll regexMatch regexQuoteMeta regexReplaceAll regexReplaceAllLiteral regexSplit repeat replace rest reverse
  round semver semverCompare seq set sha1sum sha256sum sha512sum shuffle slice snakecase sortAlpha split splitList
  splitn squote sub subf substr swapcase ternary title toDate toDecimal toJson toPrettyJson toRawJson toString toStrings
  toToml toYaml toYamlPretty trim trimAll trimPrefix trimSuffix trimall trunc tuple typeIs typeIsLike typeOf uniq
  unixEpoch unset until untilStep untitle upper urlJoin urlParse uuidv4 values without wrap wrapWith`;

const names = (version: string): string[] => [...templateFunctions({ version }).keys()].sort();

test("a release has its functions and no others; the environment of the process stays unseen", () => {
  expect(names("v4.1.4")).toEqual(HELM_4_1.trim().split(/\s+/).sort());
});

test.each([
  ["v4.2.0", "v4.1.4", ["mustToToml"]],
  ["v4.0.0", "v3.17.3", ["mustToYaml"]],
  ["v3.17.0", "v3.16.4", ["fromToml", "toYamlPretty"]],
  ["v3.16.0", "v3.15.4", ["sha512sum"]],
  ["v3.3.0", "v3.2.4", ["fromJsonArray", "fromYamlArray"]],
  ["v3.2.0", "v3.1.3", ["duration", "htpasswd", "seq"]],
])("%s has more functions than %s", (newer, older, added) => {
  const before = new Set(names(older));
  expect(names(newer).filter((name) => !before.has(name))).toEqual(added);
  expect(before.size).toBe(names(newer).length - added.length);
});
