import type { Resources } from "../pod.ts";
import { Quantity } from "../quantity.ts";
import { type FieldErrors, invalid, invalidFor, none } from "./field-errors.ts";
import { qualifiedName } from "./names.ts";

type Amounts = Readonly<Record<string, string | number>> | undefined;

const standard = new Set(["cpu", "memory", "ephemeral-storage"]);

/** Requests and limits of a container (pkg/apis/core/validation/validation.go, ValidateContainerResourceRequirements). */
export function validateResources(resources: Resources | undefined, path: string): FieldErrors {
  if (resources === undefined) return none;
  const { limits, requests } = resources;
  const errors = [
    ...validateAmounts(limits, `${path}.limits`),
    ...validateAmounts(requests, `${path}.requests`),
  ];
  for (const [name, request] of Object.entries(requests ?? {})) {
    const limit = limits?.[name];
    if (limit === undefined) {
      if (!mayOvercommit(name))
        errors.push(`${path}.limits: Required value: Limit must be set for non overcommitable resources`);
      continue;
    }
    const [asked, most] = [Quantity.of(request), Quantity.of(limit)];
    if (!mayOvercommit(name) && asked.compare(most) !== 0)
      errors.push(invalid(`${path}.requests`, String(asked), `must be equal to ${name} limit of ${most}`));
    else if (asked.compare(most) > 0)
      errors.push(
        invalid(`${path}.requests`, String(asked), `must be less than or equal to ${name} limit of ${most}`),
      );
  }
  return errors;
}

const validateAmounts = (amounts: Amounts, path: string): FieldErrors =>
  Object.entries(amounts ?? {}).flatMap(([name, amount]) => [
    ...validateResourceName(name, path),
    ...(Quantity.of(amount).compare(Quantity.zero) < 0
      ? [invalid(`${path}[${name}]`, String(Quantity.of(amount)), "must be greater than or equal to 0")]
      : none),
  ]);

/** A standard resource, or one with a domain of its own. */
function validateResourceName(name: string, path: string): FieldErrors {
  const messages = qualifiedName(name);
  if (messages.length > 0) return invalidFor(path, name, messages);
  if (name.includes("/") || standard.has(name) || name.startsWith("hugepages-")) return none;
  return [
    invalid(path, name, "must be a standard resource type or fully qualified"),
    invalid(path, name, "must be a standard resource for containers"),
  ];
}

/** Huge pages and devices are never shared out twice. */
const mayOvercommit = (name: string): boolean => standard.has(name);
