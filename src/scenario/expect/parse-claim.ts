import { hookEvents } from "../../chart/hook-events.ts";
import { parseDuration } from "../../util/duration.ts";
import { type Claim, type Comparison, countedStates, type ObjectPattern, type Span } from "./claim.ts";
import { releaseStatuses } from "./known-states.ts";
import { moment, momentOf, span, stateMoment } from "./parse-moment.ts";
import { objectPattern, wholeNumber } from "./parse-pattern.ts";
import { type RuleId, ruleIds } from "./rule-ids.ts";
import { type SentenceError, WordReader } from "./word-reader.ts";

/**
 * Reads a sentence of `expect:`. The grammar, `[]` for what may be missing, `|` for a choice:
 *
 *     sentence  step N exits CODE | step N [never] prints TEXT
 *               release NAME is STATUS
 *               moment | moment [never] before moment | moment [never] after moment
 *               subject never verb | object is never state
 *               subject [never] overlaps subject
 *               object never has fewer | more than N ready
 *               object has [at least | at most | exactly] N rows
 *               [moment] within DURATION [of moment]
 *               object is [not] left | left: object, … | nothing is left
 *               finding RULE [on object] | no finding [RULE] [on object] | no findings [on object]
 *     moment    object starts | completes | fails | is created | is changed | is deleted | is ready | is STATE
 *               hook starts | ends | completes | fails
 *               step N starts | ends
 *     subject   object | hook | step N
 *     hook      [EVENT] hook object
 *     object    KIND/NAME | KIND/NAMESPACE/NAME, with * and ?
 *
 * @throws SentenceError
 */
export function parseClaim(sentence: string): Claim {
  const words = new WordReader(sentence);
  const claim = readClaim(words);
  words.end(claim.kind === "happens" ? ["before", "after", "within", "overlaps"] : []);
  return claim;
}

function readClaim(words: WordReader): Claim {
  if (words.accept("release")) return release(words);
  if (words.accept("nothing")) {
    words.oneOf(["is"]);
    words.oneOf(["left"]);
    return { kind: "left", objects: [] };
  }
  if (words.accept("left:") || words.accept("left")) return { kind: "left", objects: objectList(words) };
  if (words.accept("within")) return { kind: "within", ...limit(words), moment: undefined };
  if (words.accept("finding")) return finding(words, ruleId(words), false);
  if (words.accept("no")) {
    const plural = words.oneOf(["finding", "findings"]) === "findings";
    const rule = plural || words.done || words.peek() === "on" ? "" : ruleId(words);
    return finding(words, rule, true);
  }
  if (!words.peek().includes("/") && !beginnings.includes(words.peek())) throw noBeginning(words);
  return about(span(words), words);
}

const beginnings: readonly string[] = ["step", "hook", ...hookEvents];

function noBeginning(words: WordReader): SentenceError {
  const expected = "step, release, within, left, nothing, finding, no, hook or an object such as Job/migrate";
  const choices = ["release", "within", "left:", "nothing", "finding", "no", ...beginnings];
  return words.unexpected(words.take(expected), expected, choices);
}

function release(words: WordReader): Claim {
  const name = words.take("a release's name").text;
  words.oneOf(["is"]);
  return { kind: "release", release: name, status: words.oneOf(releaseStatuses) };
}

function objectList(words: WordReader): ObjectPattern[] {
  const objects = [objectPattern(words)];
  while (words.accept(",")) objects.push(objectPattern(words));
  return objects;
}

/** One that does not exist would never be found, and so would seem to be all right. */
function ruleId(words: WordReader): RuleId {
  const expected = "the id of a rule, as seatrial explain lists them";
  const word = words.take(expected);
  const id = ruleIds.find((each) => each === word.text);
  if (id === undefined) throw words.unexpected(word, expected, ruleIds);
  return id;
}

function finding(words: WordReader, rule: string, never: boolean): Claim {
  return { kind: "finding", rule, object: words.accept("on") ? objectPattern(words) : undefined, never };
}

function limit(words: WordReader): Pick<Claim & { kind: "within" }, "milliseconds" | "since"> {
  const milliseconds = words.read("a duration such as 300ms, 90s or 5m", (text) => {
    const value = parseDuration(text);
    return value !== undefined && value >= 0 ? value : undefined;
  });
  return { milliseconds, since: words.accept("of") ? moment(words) : undefined };
}

function about(subject: Span, words: WordReader): Claim {
  if (subject.of === "step") {
    if (words.accept("exits"))
      return {
        kind: "exits",
        step: subject.step,
        code: words.read("an exit code from 0 to 255", (text) =>
          /^\d{1,3}$/.test(text) && Number(text) < 256 ? Number(text) : undefined,
        ),
      };
    const never = words.accept("never", "prints");
    if (never || words.accept("prints"))
      return { kind: "prints", step: subject.step, text: unquoted(words.rest("a text")), never };
  }
  if (words.accept("overlaps")) return { kind: "overlaps", one: subject, other: span(words), never: false };
  if (words.accept("never")) return aboutNever(subject, words);
  if (subject.of === "object") {
    if (words.accept("has")) return rows(subject.object, words);
    if (words.accept("is", "left")) return { kind: "is left", object: subject.object, never: false };
    if (words.accept("is", "not")) {
      words.oneOf(["left"]);
      return { kind: "is left", object: subject.object, never: true };
    }
    if (words.accept("is", "never"))
      return { kind: "happens", moment: stateMoment(subject.object, words), never: true };
  }
  checkVerb(subject, words);
  return aboutMoment(subject, words);
}

/** Tells the words that may stand here where none of them does. */
function checkVerb(subject: Span, words: WordReader): void {
  const verbs = {
    step: ["exits", "prints", "starts", "ends", "overlaps", "never"],
    hook: ["starts", "ends", "completes", "fails", "overlaps", "never"],
    object: ["starts", "completes", "fails", "is", "has", "overlaps", "never"],
  }[subject.of];
  if (verbs.includes(words.peek())) return;
  const expected = `one of ${verbs.join(", ")}`;
  throw words.unexpected(words.take(expected), expected, verbs);
}

function aboutNever(subject: Span, words: WordReader): Claim {
  if (words.accept("overlaps")) return { kind: "overlaps", one: subject, other: span(words), never: true };
  if (subject.of === "object" && words.accept("has")) {
    const never = words.oneOf(["fewer", "more"]);
    words.oneOf(["than"]);
    return {
      kind: "count",
      object: subject.object,
      never,
      than: wholeNumber(words),
      state: words.oneOf(countedStates),
    };
  }
  return { kind: "happens", moment: momentOf(subject, words), never: true };
}

function rows(object: ObjectPattern, words: WordReader): Claim {
  const comparison: Comparison = words.accept("at", "least")
    ? "at least"
    : words.accept("at", "most")
      ? "at most"
      : "exactly";
  words.accept("exactly");
  const count = wholeNumber(words);
  words.oneOf(count === 1 ? ["row", "rows"] : ["rows"]);
  return { kind: "rows", object, comparison, count };
}

function aboutMoment(subject: Span, words: WordReader): Claim {
  const first = momentOf(subject, words);
  words.accept("happens");
  const never = words.accept("never");
  if (words.accept("before")) return { kind: "before", first, second: moment(words), never };
  if (words.accept("after")) return { kind: "before", first: moment(words), second: first, never };
  if (never) words.oneOf(["before", "after"]);
  if (words.accept("within")) return { kind: "within", ...limit(words), moment: first };
  return { kind: "happens", moment: first, never: false };
}

/** Quotes around the whole text are not meant. */
const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
