import type { ObjectInput, ObjectRef } from "../../cluster/api/object.ts";
import { kindName, type Resource } from "../../cluster/api/resources.ts";
import { decodeText } from "../../cluster/api/types/type-problem-text.ts";
import { metadataProblems } from "../../cluster/api/types/type-problems.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import { KubectlError } from "../kubectl-error.ts";
import type { Session } from "../session.ts";
import { parseLabelSelector } from "./label-requirements.ts";
import { parseDocuments } from "./parse-documents.ts";

/** An object of a file, and what the server calls it. */
export interface Manifest {
  /** the file, for messages */
  readonly source: string;
  readonly resource: Resource;
  /** its name is "" if the server is to make one up */
  readonly ref: ObjectRef;
  readonly object: ObjectInput;
}

/**
 * The objects of files and folders in order, each in its namespace; of a folder the files that end in .json, .yaml and
 * .yml count.
 * @throws KubectlError
 */
export function readManifests(session: Session, paths: readonly string[], recursive: boolean): Manifest[] {
  return paths
    .flatMap((path) => filesAt(session, path, recursive, true))
    .flatMap(({ path, text }) =>
      parseDocuments(text, path).map((document) => resolve(session, document, path)),
    );
}

/** The objects that `-f` and `-R` name and `-l` lets through. */
export function readSelectedManifests(session: Session, flags: FlagValues): Manifest[] {
  const wanted = parseLabelSelector(flags.text("selector"));
  const manifests = readManifests(session, flags.all("filename"), flags.bool("recursive"));
  return manifests.filter(({ object }) => wanted(object.metadata.labels));
}

interface File {
  readonly path: string;
  readonly text: string;
}

function filesAt(session: Session, path: string, recursive: boolean, named: boolean): File[] {
  // Nobody types anything into a simulated terminal.
  if (path === "-") return [];
  const text = session.files.readFile(path);
  if (text !== undefined) return [{ path, text }];
  const names = session.files.readFolder(path);
  if (names === undefined) throw new KubectlError(`the path ${JSON.stringify(path)} does not exist`);
  if (!recursive && !named) return [];
  const folder = path.replace(/\/+$/, "");
  const files = names.flatMap((name) => {
    if (name.endsWith("/")) return filesAt(session, `${folder}/${name.slice(0, -1)}`, recursive, false);
    return /\.(json|ya?ml)$/.test(name) ? filesAt(session, `${folder}/${name}`, recursive, false) : [];
  });
  if (named && files.length === 0)
    throw new KubectlError(`error reading [${path}]: recognized file extensions are [.json .yaml .yml]`);
  return files;
}

function resolve(session: Session, document: ObjectInput, source: string): Manifest {
  const { apiVersion = "", kind = "", metadata = {} } = document;
  const { name = "", namespace: given = "" } = metadata;
  if (kind === "")
    throw new KubectlError(
      `unable to decode ${JSON.stringify(source)}: Object 'Kind' is missing in '${JSON.stringify(document)}'`,
    );
  if (apiVersion === "")
    throw new KubectlError(
      `error validating ${JSON.stringify(source)}: error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false`,
    );
  const undecodable = metadataProblems(metadata).find(({ type }) => type !== undefined);
  if (undecodable !== undefined)
    throw new KubectlError(`unable to decode ${JSON.stringify(source)}: ${decodeText(undecodable)}`);
  const resource = session.cluster.api.resources.find(apiVersion, kind);
  if (resource === undefined)
    throw new KubectlError(
      `resource mapping not found for name: ${JSON.stringify(name)} namespace: ${JSON.stringify(given)} from ${JSON.stringify(source)}: no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}\nensure CRDs are installed first`,
    );
  if (session.namespaceGiven && resource.namespaced && given !== "" && given !== session.namespace)
    throw new KubectlError(
      `the namespace from the provided object ${JSON.stringify(given)} does not match the namespace ${JSON.stringify(session.namespace)}. You must pass '--namespace=${given}' to perform this operation.`,
    );
  const namespace = resource.namespaced ? given || session.namespace : "";
  return {
    source,
    resource,
    ref: { kind: kindName(apiVersion, kind), namespace, name },
    object: resource.namespaced ? { ...document, metadata: { ...metadata, namespace } } : document,
  };
}
