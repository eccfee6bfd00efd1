// The licences of what is bundled: each asks for its text to go along with copies.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Packages without a file for their licence: those of the same holder that have it, in the same words. */
const sameLicence = new Map([["yoga-layout", "react"]]);

const byCodeUnits = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** @param metafiles esbuild's, of every build that takes packages in */
export function thirdPartyLicences(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).map((output) => output.inputs));
  const files = inputs.flatMap((input) => Object.keys(input).filter((file) => input[file].bytesInOutput > 0));
  const folders = files.map((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  const packages = [...new Set(folders.filter((folder) => folder !== undefined))].sort(byCodeUnits);
  return `Parts of these packages are in the files of this folder.\n${packages.map(licenceOf).join("")}`;
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const holder = sameLicence.has(name) ? join(dirname(folder), sameLicence.get(name)) : folder;
  const file = readdirSync(holder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} holds no licence: say above which package has the same`);
  const text = readFileSync(join(holder, file), "utf8").trim();
  return `\n${"=".repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}
