import { nearestWord } from "../../util/nearest-word.ts";
import type { HookPattern, HookVerb, Moment, ObjectPattern, ObjectVerb, Span, StepVerb } from "./claim.ts";
import { knownStates } from "./known-states.ts";
import { beginsHook, hookPattern, objectPattern, stepNumber } from "./parse-pattern.ts";
import { SentenceError, type WordReader } from "./word-reader.ts";

const hookVerbs: readonly HookVerb[] = ["starts", "ends", "completes", "fails"];
const stepVerbs: readonly StepVerb[] = ["starts", "ends"];
const objectVerbs = ["starts", "completes", "fails", "is"] as const;
const states = ["created", "changed", "deleted", "ready"] as const;

/** What a sentence is about: something that goes on, whose starts and ends are moments. @throws SentenceError */
export function span(words: WordReader): Span {
  if (words.accept("step")) return { of: "step", step: stepNumber(words) };
  if (beginsHook(words)) return { of: "hook", hook: hookPattern(words) };
  return { of: "object", object: objectPattern(words) };
}

/** `Job/migrate completes`, `Deployment/web is ready`, `hook Job/a starts`, `step 1 ends`. @throws SentenceError */
export const moment = (words: WordReader): Moment => momentOf(span(words), words);

/** What happens to a subject that has been read. @throws SentenceError */
export function momentOf(subject: Span, words: WordReader): Moment {
  if (subject.of === "step") return { ...subject, verb: words.oneOf(stepVerbs) };
  if (subject.of === "hook") return hookMoment(subject.hook, words);
  return objectMoment(subject.object, words);
}

const hookMoment = (hook: HookPattern, words: WordReader): Moment => ({
  of: "hook",
  hook,
  verb: words.oneOf(hookVerbs),
});

function objectMoment(object: ObjectPattern, words: WordReader): Moment {
  const verb = words.oneOf(objectVerbs);
  return verb === "is" ? stateMoment(object, words) : { of: "object", object, verb };
}

/** What follows `is` or `is never`. @throws SentenceError */
export function stateMoment(object: ObjectPattern, words: WordReader): Moment {
  const expected = "a state such as created, ready or Running";
  const word = words.take(expected);
  const plain = states.find((state) => state === word.text);
  if (plain !== undefined) return { of: "object", object, verb: `is ${plain}` satisfies ObjectVerb };
  const known = knownStates.includes(word.text) && /^[A-Z]/.test(word.text);
  const near = known ? undefined : nearestWord(word.text, knownStates);
  // a custom resource has conditions of its own, and `Init:0/2` is a state of a pod
  if (near !== undefined || !/^[A-Z][A-Za-z0-9:/.-]*$/.test(word.text))
    throw new SentenceError(
      `expected ${expected}, found "${word.text}".`,
      word.start,
      word.end,
      near === undefined ? "" : `Did you mean "${near}"?`,
    );
  return { of: "state", object, state: word.text };
}
