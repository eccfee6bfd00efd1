import type { CommandHelp } from "./command-help.ts";

export const shells = ["bash", "zsh", "fish", "powershell"] as const;

export type Shell = (typeof shells)[number];

export const isShell = (text: string): text is Shell => (shells as readonly string[]).includes(text);

/** A script for a shell that completes commands and their flags; everything else are files and folders. */
export function completionScript(shell: Shell, commands: readonly CommandHelp[]): string {
  return { bash, zsh, fish, powershell }[shell](commands);
}

const names = (commands: readonly CommandHelp[]): string => commands.map(({ name }) => name).join(" ");

const flagWords = ({ flags }: CommandHelp): string => flags.map(({ name }) => `--${name}`).join(" ");

const bash = (commands: readonly CommandHelp[]): string => `# seatrial completion for bash
_seatrial() {
  local word=\${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names(commands)} help --help --version" -- "$word"))
    return
  fi
  local flags=
  case \${COMP_WORDS[1]} in
${commands.map((command) => `    ${command.name}) flags="${flagWords(command)}" ;;`).join("\n")}
    help) COMPREPLY=($(compgen -W "${names(commands)}" -- "$word")); return ;;
  esac
  case $word in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _seatrial seatrial
`;

/** For _describe and _arguments: what stands between the colons. */
const zshText = (text: string): string =>
  text.replace(/['[\]:\\]/g, (char) => (char === "'" ? "'\\''" : `\\${char}`));

const zsh = (commands: readonly CommandHelp[]): string => `#compdef seatrial
# seatrial completion for zsh
_seatrial() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    '${name}:${zshText(summary)}'`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
${commands
  .map(
    ({ name, flags }) => `    ${name})
      _arguments -S '*:file:_files' \\
${flags
  .map(
    ({ name: flag, value, help }) =>
      `        '*--${flag}${value === undefined ? "" : "="}[${zshText(help)}]${value === undefined ? "" : `:${value}:_files`}'`,
  )
  .join(" \\\n")}
      ;;`,
  )
  .join("\n")}
    *) _files ;;
  esac
}
if [ "$funcstack[1]" = _seatrial ]; then _seatrial "$@"; else compdef _seatrial seatrial; fi
`;

const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

const fish = (commands: readonly CommandHelp[]): string =>
  [
    "# seatrial completion for fish",
    "complete -c seatrial -n __fish_use_subcommand -f",
    ...commands.map(
      ({ name, summary }) => `complete -c seatrial -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ),
    ...commands.flatMap(({ name, flags }) =>
      flags.map(({ name: flag, shorthand, value, help }) =>
        [
          `complete -c seatrial -n '__fish_seen_subcommand_from ${name}' -l ${flag}`,
          ...(shorthand === undefined ? [] : [`-s ${shorthand}`]),
          ...(value === undefined ? [] : ["-r"]),
          `-d ${quoted(help)}`,
        ].join(" "),
      ),
    ),
    "",
  ].join("\n");

const powershellText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const powershell = (commands: readonly CommandHelp[]): string => `# seatrial completion for PowerShell
Register-ArgumentCompleter -Native -CommandName seatrial -ScriptBlock {
  param($word, $ast, $position)
  $flags = @{
${commands
  .map(
    ({ name, flags }) =>
      `    '${name}' = @(${flags.map(({ name: flag }) => powershellText(`--${flag}`)).join(", ")})`,
  )
  .join("\n")}
  }
  $summaries = [ordered]@{
${commands.map(({ name, summary }) => `    '${name}' = ${powershellText(summary)}`).join("\n")}
  }
  $given = @($ast.CommandElements | ForEach-Object { $_.ToString() })
  if ($given.Count -lt 2 -or ($given.Count -eq 2 -and $word -ne '')) {
    $summaries.Keys | Where-Object { $_ -like "$word*" } | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $summaries[$_])
    }
  } elseif ($word -like '-*') {
    $flags[$given[1]] | Where-Object { $_ -like "$word*" } | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterName', $_)
    }
  }
}
`;
