import type { CommandHelp } from "./command-help.ts";

/** The manual page, seatrial(1), in the language of man(7). */
export const manPage = (commands: readonly CommandHelp[], version: string): string =>
  [
    `.TH SEATRIAL 1 "" "seatrial ${version}" "User Commands"`,
    ".SH NAME",
    "seatrial \\- offline simulator and dry\\-run analyser for Helm releases",
    ".SH SYNOPSIS",
    ".B seatrial",
    ".I COMMAND",
    "[\\fIARGUMENT\\fR]... [\\fIFLAG\\fR]...",
    ".SH DESCRIPTION",
    "Renders a chart, runs a virtual Helm client against a virtual Kubernetes cluster in virtual time, and prints what would happen.",
    "Standard output carries the result alone, everything else goes to standard error.",
    ".SH COMMANDS",
    ...commands.flatMap(({ name, text }) => [
      `.SS ${name}`,
      ".nf",
      ...text.trimEnd().split("\n").map(plain),
      ".fi",
    ]),
    ".SH EXIT STATUS",
    ".TP",
    ".B 0",
    "fine",
    ".TP",
    ".B 1",
    "findings at or above \\-\\-fail\\-on, failed expectations, or a simulated Helm failure",
    ".TP",
    ".B 2",
    "wrong usage, unreadable or invalid input, render errors",
    ".TP",
    ".B 3",
    "with \\-\\-detailed\\-exitcode: something differs",
    "",
  ].join("\n");

/** A line as it is: nothing in it is a request or an escape. */
const plain = (line: string): string =>
  line
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^(?=[.'])/, "\\&");
