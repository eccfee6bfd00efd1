import { userValues } from "../../../src/chart/user-values.ts";
import { mutateText, pick } from "../mutate.ts";
import type { FuzzTarget } from "../target.ts";

const lines = [
  "a.b.c=1,d[0].e=x,f={a,b,c}",
  "image.tag=1.2.3,image.pullSecrets[0].name=registry,nodeSelector.kubernetes\\.io/os=linux",
  'podAnnotations={"a": [1, 2, {"b": null}]}',
  "a[2][1][0]=deep,a[0]=null,b=true,c=0123,d=1e3",
  'ingress.hosts[0]={"host":"a.example","paths":["/"]}',
];

interface Input {
  readonly flag: "setJson" | "set" | "setString" | "setFile" | "setLiteral";
  readonly line: string;
  readonly major: 3 | 4;
}

/** What `--set` and its kin are given. */
export const values: FuzzTarget = {
  name: "values",
  input: (random): Input => ({
    flag: pick(["setJson", "set", "setString", "setFile", "setLiteral"], random),
    line: mutateText(pick(lines, random), lines, random),
    major: pick([3, 4], random),
  }),
  run(input) {
    const { flag, line, major } = input as Input;
    const none = { files: [], setJson: [], set: [], setString: [], setFile: [], setLiteral: [] };
    userValues({ ...none, [flag]: [line, line] }, () => "a: 1\n", { major });
  },
};
