import type { KubeObject, LabelSelector, ObjectMeta } from "../object.ts";
import {
  type FieldErrors,
  immutable,
  invalid,
  invalidFor,
  none,
  required,
  tooLong,
  unsupported,
} from "./field-errors.ts";
import { dns1123Label, isLabelValue, type NameRule, qualifiedName } from "./names.ts";

type Labels = Readonly<Record<string, string>>;

const mostAnnotationBytes = 256 * 1024;

/** The metadata of a new object (staging/apimachinery/pkg/api/validation/objectmeta.go). */
export function validateObjectMeta({ metadata }: KubeObject, nameRule: NameRule): FieldErrors {
  const { name, namespace, generateName } = metadata;
  return [
    // A name is checked without the dash that its random end follows.
    ...(generateName === undefined
      ? none
      : invalidFor("metadata.generateName", generateName, nameRule(generateName.replace(/-$/, "a")))),
    ...invalidFor("metadata.name", name, nameRule(name)),
    ...(namespace === undefined
      ? none
      : invalidFor("metadata.namespace", namespace, dns1123Label(namespace))),
    ...validateMaps(metadata),
  ];
}

/** The metadata of a changed object. */
export function validateObjectMetaUpdate({ metadata }: KubeObject, old: KubeObject): FieldErrors {
  const added = (metadata.finalizers ?? []).filter((each) => !old.metadata.finalizers?.includes(each));
  return [
    ...(old.metadata.deletionTimestamp !== undefined && added.length > 0
      ? [
          `metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map((each) => JSON.stringify(each)).join(", ")}}`,
        ]
      : none),
    ...(metadata.name === old.metadata.name ? none : [immutable("metadata.name", metadata.name)]),
    ...(metadata.namespace === old.metadata.namespace
      ? none
      : [immutable("metadata.namespace", metadata.namespace)]),
    ...(metadata.uid === old.metadata.uid ? none : [immutable("metadata.uid", metadata.uid)]),
    ...validateMaps(metadata),
  ];
}

/** The finalizers that may be written without a domain. */
const standardFinalizers = ["orphan", "foregroundDeletion", "customresourcecleanup.apiextensions.k8s.io"];

function validateMaps({ labels, annotations, finalizers }: ObjectMeta): FieldErrors {
  if (labels === undefined && annotations === undefined && finalizers === undefined) return none;
  return [
    ...validateLabels(labels, "metadata.labels"),
    ...validateAnnotations(annotations, "metadata.annotations"),
    ...(finalizers ?? none).flatMap((each) =>
      invalidFor("metadata.finalizers", each, [
        ...qualifiedName(each),
        ...(each.includes("/") || standardFinalizers.includes(each)
          ? []
          : ["name is neither a standard finalizer name nor is it fully qualified"]),
      ]),
    ),
  ];
}

/**
 * Labels and annotations that have been found valid: versions of an object share them, and so do the pods of a template.
 */
const validLabels = new WeakSet<Labels>();
const validAnnotations = new WeakSet<Labels>();

const note = (errors: string[], path: string, value: string, details: readonly string[]): void => {
  if (details.length > 0) errors.push(...invalidFor(path, value, details));
};

export function validateLabels(labels: Labels | undefined, path: string): FieldErrors {
  if (labels === undefined || validLabels.has(labels)) return none;
  const errors: string[] = [];
  for (const key in labels) {
    const value = labels[key] ?? "";
    note(errors, path, key, qualifiedName(key));
    note(errors, path, value, isLabelValue(value));
  }
  if (errors.length === 0) validLabels.add(labels);
  return errors;
}

export function validateAnnotations(annotations: Labels | undefined, path: string): FieldErrors {
  if (annotations === undefined || validAnnotations.has(annotations)) return none;
  let size = 0;
  const errors: string[] = [];
  for (const [key, value] of Object.entries(annotations)) {
    // Upper case letters are allowed in the prefix of an annotation.
    errors.push(...invalidFor(path, key, qualifiedName(key.toLowerCase())));
    size += key.length + value.length;
  }
  if (size > mostAnnotationBytes) errors.push(tooLong(path, mostAnnotationBytes));
  if (errors.length === 0) validAnnotations.add(annotations);
  return errors;
}

/** metav1.LabelSelector */
export function validateSelector(selector: LabelSelector | undefined, path: string): FieldErrors {
  const { matchLabels, matchExpressions = [] } = selector ?? {};
  return [
    ...validateLabels(matchLabels, `${path}.matchLabels`),
    ...matchExpressions.flatMap(({ key = "", operator, values = [] }, i) => {
      const at = `${path}.matchExpressions[${i}]`;
      const needsValues = operator === "In" || operator === "NotIn";
      const known = needsValues || operator === "Exists" || operator === "DoesNotExist";
      return [
        ...(needsValues && values.length === 0
          ? [required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'")]
          : none),
        ...(known && !needsValues && values.length > 0
          ? [`${at}.values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`]
          : none),
        ...(known ? none : [invalid(`${at}.operator`, operator, "not a valid selector operator")]),
        ...invalidFor(`${at}.key`, key, qualifiedName(key)),
        ...values.flatMap((value, j) => invalidFor(`${at}.values[${j}]`, value, isLabelValue(value))),
      ];
    }),
  ];
}

/** A value that is one of a few, as an enumeration demands it; an absent one is required. */
export const oneOf = (path: string, value: string | undefined, allowed: readonly string[]): FieldErrors =>
  value === undefined || value === ""
    ? [required(path)]
    : allowed.includes(value)
      ? none
      : [unsupported(path, value, allowed)];
