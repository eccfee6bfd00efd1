import type { HelmRules } from "../profiles/helm-rules.ts";
import { goTime } from "./go-time.ts";

/** Where in a Helm binary the errors of its commands come by. */
interface Places {
  readonly log: string;
  readonly commands: Readonly<Record<string, string>>;
  readonly frames: readonly string[];
}

/** Known for the binaries that were looked at. */
const places: Readonly<Record<string, Places>> = {
  "3.17.3": {
    log: "helm.go:86",
    commands: {
      "INSTALLATION FAILED": "main.newInstallCmd.func2\n\thelm.sh/helm/v3/cmd/helm/install.go:158",
      "UPGRADE FAILED": "main.newUpgradeCmd.func2\n\thelm.sh/helm/v3/cmd/helm/upgrade.go:244",
    },
    frames: [
      "github.com/spf13/cobra.(*Command).execute\n\tgithub.com/spf13/cobra@v1.8.1/command.go:985",
      "github.com/spf13/cobra.(*Command).ExecuteC\n\tgithub.com/spf13/cobra@v1.8.1/command.go:1117",
      "github.com/spf13/cobra.(*Command).Execute\n\tgithub.com/spf13/cobra@v1.8.1/command.go:1041",
      "main.main\n\thelm.sh/helm/v3/cmd/helm/helm.go:85",
      "runtime.main\n\truntime/proc.go:272",
      "runtime.goexit\n\truntime/asm_amd64.s:1700",
    ],
  },
};

/**
 * What Helm 3 adds to an error with `--debug`: the cause, the words that were put in front of it, and where that was done.
 * `now` in milliseconds since the epoch, `elapsed` since the process began; "" for versions whose places are not known.
 */
export function debugTrace(
  error: string,
  { version }: Pick<HelmRules, "version">,
  { now, elapsed }: { readonly now: number; readonly elapsed: number },
): string {
  const known = places[version];
  if (known === undefined) return "";
  const head = `${known.log}: ${goTime(now)} m=+${(elapsed / 1000).toFixed(9)} [debug] `;
  const prefix = Object.keys(known.commands).find((each) => error.startsWith(`${each}: `));
  if (prefix === undefined) return `${head}${error}\n`;
  const stack = [known.commands[prefix], ...known.frames].join("\n");
  return `${head}${error.slice(prefix.length + 2)}\n${prefix}\n${stack}\n`;
}
