/** Rules for names; each gives the server's messages, none if the name is fine (staging/apimachinery/pkg/util/validation). */
export type NameRule = (name: string) => readonly string[];

const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomain = `${label}(\\.${label})*`;
const label1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const qualifiedPart = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const labelValue = `(${qualifiedPart})?`;
const variable = "[-._a-zA-Z][-._a-zA-Z0-9]*";
const dataKeyPart = "[-._a-zA-Z0-9]+";

const encoder = new TextEncoder();
const fine: readonly string[] = [];

const mostBytes = (most: number): string => `must be no more than ${most} bytes`;

/** A UTF-16 unit takes three bytes at most: short texts need not be counted. */
const tooLong = (text: string, most: number): readonly string[] =>
  text.length * 3 > most && encoder.encode(text).length > most ? [mostBytes(most)] : fine;

/** `words (e.g. 'a',  or 'b', regex used for validation is 'r')` */
const patternMessage = (words: string, pattern: string, examples: readonly string[]): string =>
  `${words} (e.g. ${examples.map((each) => `'${each}', `).join(" or ")}regex used for validation is '${pattern}')`;

/** The same pattern is tested for thousands of pods, so it is compiled once. */
const matcher = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const labelMatcher = matcher(label);
const subdomainMatcher = matcher(subdomain);
const label1035Matcher = matcher(label1035);
const qualifiedMatcher = matcher(qualifiedPart);
const valueMatcher = matcher(labelValue);
const variableMatcher = matcher(variable);
const keyMatcher = matcher(`(${subdomain}/)?${qualifiedPart}`);
const dataKeyMatcher = matcher(dataKeyPart);

const labelMessage = patternMessage(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  label,
  ["my-name", "123-abc"],
);
const subdomainMessage = patternMessage(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  subdomain,
  ["example.com"],
);
const label1035Message = patternMessage(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  label1035,
  ["my-name", "abc-123"],
);
const qualifiedMessage = patternMessage(
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  qualifiedPart,
  ["MyName", "my.name", "123-abc"],
);
const valueMessage = patternMessage(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  labelValue,
  ["MyValue", "my_value", "12345"],
);
const variableMessage = patternMessage(
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
  variable,
  ["my.env-name", "MY_ENV.NAME", "MyEnvName1"],
);

const dataKeyMessage = patternMessage(
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  dataKeyPart,
  ["key.name", "KEY_NAME", "key-name"],
);

/** What fits one of the patterns is ASCII: each unit is a byte. */
const named = (text: string, most: number, pattern: RegExp, message: string): readonly string[] =>
  pattern.test(text) ? (text.length > most ? [mostBytes(most)] : fine) : [...tooLong(text, most), message];

export const dns1123Label: NameRule = (name) => named(name, 63, labelMatcher, labelMessage);
export const dns1123Subdomain: NameRule = (name) => named(name, 253, subdomainMatcher, subdomainMessage);
export const dns1035Label: NameRule = (name) => named(name, 63, label1035Matcher, label1035Message);
export const isLabelValue: NameRule = (value) => named(value, 63, valueMatcher, valueMessage);

/** Names of Roles, ClusterRoles and their bindings: anything that can stand in a path. */
export const pathSegmentName: NameRule = (name) =>
  name === "." || name === ".."
    ? [`may not be '${name}'`]
    : ["/", "%"].filter((each) => name.includes(each)).map((each) => `may not contain '${each}'`);

/** The key of a label or annotation: `name` or `example.com/name`. */
export const qualifiedName: NameRule = (key) => {
  if (key.length <= 63 && keyMatcher.test(key)) return fine;
  const parts = key.split("/");
  if (parts.length > 2)
    return [
      `a qualified name ${qualifiedMessage.replace("name part must", "must")} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const messages: string[] = [];
  const [prefix, name] = parts.length === 2 ? parts : [undefined, parts[0]];
  if (prefix === "") messages.push("prefix part must be non-empty");
  else if (prefix !== undefined)
    messages.push(...dns1123Subdomain(prefix).map((each) => `prefix part ${each}`));
  if (name === undefined || name === "") messages.push("name part must be non-empty");
  else messages.push(...tooLong(name, 63).map((each) => `name part ${each}`));
  if (!qualifiedMatcher.test(name ?? "")) messages.push(qualifiedMessage);
  return messages;
};

/** A variable's name; since 1.34 any printable character but `=` will do. */
export function variableName(name: string, relaxed: boolean): readonly string[] {
  if (relaxed)
    return /^[ -<>-~]+$/.test(name)
      ? []
      : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
  return [...named(name, Infinity, variableMatcher, variableMessage), ...dotMessages(name)];
}

/** The key of a ConfigMap or Secret. */
export const dataKey: NameRule = (key) => [
  ...named(key, 253, dataKeyMatcher, dataKeyMessage),
  ...dotMessages(key),
];

function dotMessages(name: string): readonly string[] {
  if (name === ".") return ["must not be '.'"];
  if (name === "..") return ["must not be '..'"];
  return name.startsWith("..") ? ["must not start with '..'"] : [];
}

export const portName: NameRule = (name) => [
  ...(name.length > 15 ? ["must be no more than 15 bytes"] : []),
  ...(/^[-a-z0-9]+$/.test(name)
    ? []
    : ["must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"]),
  ...(/[a-z]/.test(name) ? [] : ["must contain at least one letter (a-z)"]),
  ...(name.includes("--") ? ["must not contain consecutive hyphens"] : []),
  ...(name.startsWith("-") || name.endsWith("-") ? ["must not begin or end with a hyphen"] : []),
];

export const portNumber = (port: number): readonly string[] =>
  Number.isInteger(port) && port >= 1 && port <= 65535 ? [] : ["must be between 1 and 65535, inclusive"];
