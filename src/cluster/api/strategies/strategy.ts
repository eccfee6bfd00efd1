import type { KubernetesRules } from "../../kubernetes-rules.ts";
import type { KubeObject } from "../object.ts";
import type { FieldErrors } from "../validation/field-errors.ts";

/** What the server does to objects of one kind before it stores them. Every part may be left out. */
export interface Strategy<T extends KubeObject = KubeObject> {
  /** default: a DNS subdomain */
  readonly nameRule?: (name: string, rules: KubernetesRules) => readonly string[];
  /** Why an object cannot even be read. */
  decodeProblem?(object: T): string | undefined;
  /** Fills what is left out, on every write; the same object if nothing is. */
  defaults?(object: T, rules: KubernetesRules): T;
  /** Gives a new object its first status and what is generated once; its metadata is complete already. */
  prepare?(object: T, rules: KubernetesRules): T;
  /** Keeps what an update may leave out. */
  prepareUpdate?(wanted: T, old: T): T;
  validate?(object: T, rules: KubernetesRules): FieldErrors;
  /** What only a new object has to fulfil. */
  validateNew?(object: T): FieldErrors;
  /** What the kind forbids to change. */
  validateUpdate?(wanted: T, old: T, rules: KubernetesRules): FieldErrors;
  validateStatus?(object: T, rules: KubernetesRules): FieldErrors;
  /** Whether a change counts as a new generation, besides a change of the spec. */
  isNewGeneration?(wanted: T, old: T): boolean;
}
