import type { Process } from "../../sim/wait.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { failureText, HelmFailure } from "../helm-failure.ts";
import { statusBlock } from "../output/status-block.ts";
import type { Session } from "../session.ts";
import { valuesOf } from "./computed-values.ts";
import { printTestLogs } from "./test-logs.ts";
import { type TestFilter, testRelease } from "./test-release.ts";
import { waitOptions, withStrategy } from "./wait-options.ts";

/** `helm test` (cmd/helm/release_testing.go). Helm 4 always waits with its watcher here. */
export function* test(session: Session, flags: FlagValues, operands: readonly string[]): Process<void> {
  const { rules, output, storage } = session;
  const [name = ""] = operands;
  const filter = filterOf(flags.all("filter"));
  const strategy = rules.waitStrategies ? "watcher" : "legacy";
  const wait = { ...waitOptions(session, flags), ...withStrategy(session, strategy) };
  const { release, result } = yield* testRelease(session, name, filter, wait);
  const errors: string[] = result.failure === undefined ? [] : [result.failure.message];
  const cleanUp = (): Process<void> => collecting(errors, result.cleanUp());
  if (!rules.testDeletesAfterLogs) yield* cleanUp();
  yield* storage.update(release);
  output.stdout += statusBlock(release, {
    description: rules.statusDescribes,
    notes: rules.major === 3 && !flags.bool("hide-notes"),
    resources: "",
    values: flags.bool("debug") ? valuesOf(session, release) : undefined,
  });
  if (flags.bool("logs")) {
    output.line("");
    try {
      yield* printTestLogs(session, release, filter);
    } catch (error) {
      if (rules.major === 3) throw error;
      errors.push(failureText(error));
    }
  }
  if (rules.testDeletesAfterLogs) yield* cleanUp();
  if (errors.length > 0) throw new HelmFailure(errors.join("\n"));
}

/** Notes an error, and goes on. */
function* collecting(errors: string[], process: Process<void>): Process<void> {
  try {
    yield* process;
  } catch (error) {
    errors.push(failureText(error));
  }
}

/** `name=x`, `!name=x`; anything else is ignored. */
function filterOf(texts: readonly string[]): TestFilter {
  const named = (pattern: RegExp): string[] => texts.flatMap((text) => pattern.exec(text)?.[1] ?? []);
  return { include: named(/^name=(.*)$/s), exclude: named(/^! ?name=(.*)$/s) };
}
