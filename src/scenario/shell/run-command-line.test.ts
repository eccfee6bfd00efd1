import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runCommandLine } from "./run-command-line.ts";

const sh = (script: string, env: Record<string, string> = {}) =>
  runCommandLine(["/bin/sh", "-c", script], new Map(Object.entries(env)));
const ends = (script: string, env?: Record<string, string>) => {
  const outcome = sh(script, env);
  return outcome === undefined ? "not plain" : [outcome.run, outcome.exitCode];
};
const forever = [undefined, 0];

describe("plain scripts", () => {
  test.each([
    ["sleep 10", [10_000, 0]],
    ["echo a; sleep 2; exit 3", [2000, 3]],
    ["exit 0", [0, 0]],
    ["exit 300", [0, 44]],
    ["true", [0, 0]],
    ["false", [0, 1]],
    ["exec sleep 5", [5000, 0]],
    ["exec sleep 5; exit 3", [5000, 0]],
    ["sleep infinity", forever],
    ["tail -f /dev/null", forever],
    ["sleep 1.5 && sleep .5m", [31_500, 0]],
    ["sleep 1m 30", [90_000, 0]],
    ["sleep 1 # then nothing", [1000, 0]],
    ["echo 'sleep 5; exit 1'\nsleep 1", [1000, 0]],
    ['echo "a $UNKNOWN $(date)"; sleep 1 >/dev/null 2>&1', [1000, 0]],
    ["false || sleep 2", [2000, 0]],
    ["false && sleep 2", [0, 1]],
    ["! false", [0, 0]],
    ["(sleep 1; exit 4); sleep 1", [2000, 0]],
    ["{ sleep 1; exit 4; }; sleep 1", [1000, 4]],
    ["set -e; false; sleep 9", [0, 1]],
    ["set -eux; false || true; sleep 9", [9000, 0]],
    ["sleep 5 & sleep 2; wait", [5000, 0]],
    ["sleep 600 & exit 1", [0, 1]],
  ])("%s", (script, expected) => {
    expect(ends(script)).toEqual(expected);
  });
});

describe("variables, conditions and loops", () => {
  test.each([
    ["sleep $DELAY", { DELAY: "7" }, [7000, 0]],
    ["sleep ${DELAY:-3}", {}, [3000, 0]],
    ["sleep $((JOB_COMPLETION_INDEX + 1))", { JOB_COMPLETION_INDEX: "4" }, [5000, 0]],
    ["X=2; sleep $X; sleep $((X * 2 - 1))", {}, [5000, 0]],
    ["for i in 1 2 3; do echo $i; sleep 1; done", {}, [3000, 0]],
    ["for i in $(seq 1 10); do sleep 1; if [ $i -eq 4 ]; then exit 2; fi; done", {}, [4000, 2]],
    ["i=0; while [ $i -lt 5 ]; do sleep 2; i=$((i+1)); done", {}, [10_000, 0]],
    ["while true; do echo tick; sleep 30; done", {}, forever],
    ["while :; do :; done", {}, forever],
    ["while true; do ./work; sleep 5; done; exit 1", {}, forever],
    ["until false; do python x.py || sleep 5; done", {}, forever],
    ["while true; do for i in 1 2; do ./work; done; if ./more; then sleep 1; fi; done", {}, forever],
    ["n=0; while true; do n=$((n+1)); sleep 1; [ $n = 3 ] && break; done; exit 6", {}, [3000, 6]],
    ['if [ "$MODE" = migrate ]; then sleep 4; else sleep 1; fi', { MODE: "migrate" }, [4000, 0]],
    ["touch /tmp/a; if [ -f /tmp/a ]; then exit 5; fi", {}, [0, 5]],
    ["timeout 5 sleep 60", {}, [5000, 124]],
    ["timeout 90s sh -c 'sleep 2; exit 3'", {}, [2000, 3]],
  ])("%s", (script, env, expected) => {
    expect(ends(script, env)).toEqual(expected);
  });
});

describe("loops that wait for somebody else take them to be ready", () => {
  test.each([
    ["until nc -z db 5432; do echo waiting; sleep 2; done", [0, 0]],
    ["while ! pg_isready -h $HOST; do sleep 1; done; sleep 3", [3000, 0]],
    ["until [ -f /shared/ready ]; do sleep 1; done", [0, 0]],
    ["until ./ready.sh; do sleep 1; done", [0, 0]],
    ["for i in $(seq 1 30); do nc -z db 5432 && exit 0; sleep 1; done; exit 1", [0, 0]],
    ["timeout 60 sh -c 'until curl -sf http://web; do sleep 1; done'", [0, 0]],
    ["if wget -q http://web; then sleep 1; else exit 1; fi", [1000, 0]],
  ])("%s", (script, expected) => {
    expect(ends(script)).toEqual(expected);
    expect(sh(script)?.assumedReady).toBe(true);
  });
});

test("what a script does beyond that is not guessed", () => {
  for (const script of [
    "python manage.py migrate",
    "sleep $DELAY",
    "sleep $(cat /delay)",
    "sleep 1 | tee log",
    "curl -X POST http://web",
    "case x in x) exit 1;; esac",
    "sleep",
    "while true; do ./work && break; done",
    "while true; do $COMMAND; done",
    "set -e; while true; do ./work; done",
    "sleep $((1/0))",
    "while ./more; do sleep 1; done",
    "cat <<EOF\nx\nEOF",
    "sleep 1; 'unclosed",
    "break",
    "for i in {1..3}; do sleep 1; done",
  ])
    expect(ends(script), script).toBe("not plain");
});

test("a command line without a shell", () => {
  const run = (...argv: string[]) => runCommandLine(argv, new Map())?.run;
  expect(run("sleep", "10")).toBe(10_000);
  expect(run("/bin/bash", "-eo", "pipefail", "-c", "sleep 4")).toBe(4000);
  expect(runCommandLine(["/bin/bash", "-ec", "false; sleep 4"], new Map())).toMatchObject({
    run: 0,
    exitCode: 1,
  });
  expect(runCommandLine(["/app/server"], new Map())).toBeUndefined();
  expect(runCommandLine(["sh", "/script.sh"], new Map())).toBeUndefined();
});

test("SIGTERM is answered by a trap while the shell waits, and by nothing else", () => {
  expect(sh("sleep 600")?.onTerm).toBeUndefined();
  expect(sh("trap 'exit 0' TERM; sleep 600")?.onTerm).toBeUndefined();
  expect(sh("trap 'exit 0' TERM; sleep 600 & wait")?.onTerm).toBe(0);
  expect(sh("trap 'echo bye; exit 3' SIGTERM INT; sleep infinity & wait $!")?.onTerm).toBe(3);
});

test("files come and go when the script says so", () => {
  const files = sh("touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600")?.files;
  expect(files?.get("/tmp/healthy")).toEqual([
    { time: 0, exists: true },
    { time: 30_000, exists: false },
  ]);
});

test("what echo and printf write is known where their words are", () => {
  const output = sh("echo start; sleep 2; echo $N $UNKNOWN; echo -n $N; printf 'a\\nb\\n'; echo x > /tmp/f", {
    N: "7",
  })?.output;
  expect(output).toEqual([
    { time: 0, text: "start\n" },
    { time: 2000, text: "7" },
    { time: 2000, text: "a\nb\n" },
  ]);
});

test("no text makes it fail or hang", () => {
  const piece = fc.constantFrom(
    ..."sleep 1 exit $X ${X:-2} $((X+1)) ; & && || ( ) { } do done if then fi else while until for in ! ' \" ` # > <<".split(
      " ",
    ),
    "\n",
    "break",
    "$(",
    "\\",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const outcome = sh(pieces.join(" "), { X: "1" });
      expect(outcome === undefined || (outcome.run ?? 0) >= 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});
