import type { KubeObject, LabelSelector } from "../../cluster/api/object.ts";
import { type Condition, conditionOf } from "../../cluster/api/workloads.ts";
import { humanDuration } from "../human-duration.ts";
import { ageColumn, type Column, nameColumn, none, unset } from "./column.ts";
import { countColumn, fieldAt, fieldColumn, listColumn } from "./field-columns.ts";
import { selectorText } from "./labels-text.ts";

const conditionsOf = (object: KubeObject): readonly Condition[] | undefined =>
  fieldAt(object, "status.conditions") as readonly Condition[] | undefined;

/** The kinds of which a chart ships a few and nobody watches many. */
export const plumbingColumns: Readonly<Record<string, readonly Column[]>> = {
  NetworkPolicy: [
    nameColumn,
    {
      name: "POD-SELECTOR",
      cell: (policy) =>
        selectorText(fieldAt(policy, "spec.podSelector") as LabelSelector | undefined) || none,
    },
    ageColumn,
  ],
  PriorityClass: [
    nameColumn,
    fieldColumn("VALUE", "value", "0"),
    fieldColumn("GLOBAL-DEFAULT", "globalDefault", "false"),
    ageColumn,
    { ...fieldColumn("PREEMPTIONPOLICY", "preemptionPolicy"), since: 32 },
  ],
  RuntimeClass: [nameColumn, fieldColumn("HANDLER", "handler"), ageColumn],
  Lease: [nameColumn, fieldColumn("HOLDER", "spec.holderIdentity"), ageColumn],
  MutatingWebhookConfiguration: [nameColumn, countColumn("WEBHOOKS", "webhooks"), ageColumn],
  ValidatingWebhookConfiguration: [nameColumn, countColumn("WEBHOOKS", "webhooks"), ageColumn],
  ValidatingAdmissionPolicy: [
    nameColumn,
    countColumn("VALIDATIONS", "spec.validations"),
    { name: "PARAMKIND", cell: parameterKind },
    ageColumn,
  ],
  ValidatingAdmissionPolicyBinding: [
    nameColumn,
    fieldColumn("POLICYNAME", "spec.policyName"),
    { name: "PARAMREF", cell: parameterRef },
    ageColumn,
  ],
  APIService: [
    nameColumn,
    { name: "SERVICE", cell: backend },
    { name: "AVAILABLE", cell: available },
    ageColumn,
  ],
  CertificateSigningRequest: [
    nameColumn,
    ageColumn,
    fieldColumn("SIGNERNAME", "spec.signerName", none),
    fieldColumn("REQUESTOR", "spec.username"),
    { name: "REQUESTEDDURATION", cell: requestedDuration },
    { name: "CONDITION", cell: requestCondition },
  ],
  VolumeAttachment: [
    nameColumn,
    fieldColumn("ATTACHER", "spec.attacher"),
    fieldColumn("PV", "spec.source.persistentVolumeName"),
    fieldColumn("NODE", "spec.nodeName"),
    fieldColumn("ATTACHED", "status.attached", "false"),
    ageColumn,
  ],
  CSINode: [nameColumn, countColumn("DRIVERS", "spec.drivers"), ageColumn],
  CSIDriver: [
    nameColumn,
    fieldColumn("ATTACHREQUIRED", "spec.attachRequired", "true"),
    fieldColumn("PODINFOONMOUNT", "spec.podInfoOnMount", "false"),
    fieldColumn("STORAGECAPACITY", "spec.storageCapacity", "false"),
    { name: "TOKENREQUESTS", cell: tokenRequests },
    fieldColumn("REQUIRESREPUBLISH", "spec.requiresRepublish", "false"),
    listColumn("MODES", "spec.volumeLifecycleModes", none),
    ageColumn,
  ],
  FlowSchema: [
    nameColumn,
    fieldColumn("PRIORITYLEVEL", "spec.priorityLevelConfiguration.name"),
    fieldColumn("MATCHINGPRECEDENCE", "spec.matchingPrecedence", "0"),
    fieldColumn("DISTINGUISHERMETHOD", "spec.distinguisherMethod.type", none),
    ageColumn,
    { name: "MISSINGPL", cell: (schema) => conditionOf(conditionsOf(schema), "Dangling")?.status ?? "?" },
  ],
  PriorityLevelConfiguration: [
    nameColumn,
    fieldColumn("TYPE", "spec.type"),
    fieldColumn("NOMINALCONCURRENCYSHARES", "spec.limited.nominalConcurrencyShares", none),
    fieldColumn("QUEUES", "spec.limited.limitResponse.queuing.queues", none),
    fieldColumn("HANDSIZE", "spec.limited.limitResponse.queuing.handSize", none),
    fieldColumn("QUEUELENGTHLIMIT", "spec.limited.limitResponse.queuing.queueLengthLimit", none),
    ageColumn,
  ],
};

function parameterKind(policy: KubeObject): string {
  const kind = fieldAt(policy, "spec.paramKind.kind");
  return kind === undefined ? unset : `${fieldAt(policy, "spec.paramKind.apiVersion") ?? ""}/${kind}`;
}

function parameterRef(binding: KubeObject): string {
  const name = fieldAt(binding, "spec.paramRef.name");
  return name === undefined ? unset : `${fieldAt(binding, "spec.paramRef.namespace") ?? "*"}/${name}`;
}

function backend(service: KubeObject): string {
  const name = fieldAt(service, "spec.service.name");
  return name === undefined ? "Local" : `${fieldAt(service, "spec.service.namespace") ?? ""}/${name}`;
}

function available(service: KubeObject): string {
  const condition = conditionOf(conditionsOf(service), "Available");
  if (condition === undefined) return "Unknown";
  return condition.status === "True" ? "True" : `${condition.status} (${condition.reason ?? ""})`;
}

function requestedDuration(request: KubeObject): string {
  const seconds = fieldAt(request, "spec.expirationSeconds");
  return typeof seconds === "number" ? humanDuration(seconds * 1000) : none;
}

function requestCondition(request: KubeObject): string {
  const has = (type: string): boolean => conditionOf(conditionsOf(request), type) !== undefined;
  const decision = has("Denied") ? "Denied" : has("Approved") ? "Approved" : "Pending";
  const issued = fieldAt(request, "status.certificate") === undefined ? "" : ",Issued";
  return `${decision}${has("Failed") ? ",Failed" : ""}${issued}`;
}

function tokenRequests(driver: KubeObject): string {
  const requests = fieldAt(driver, "spec.tokenRequests");
  return Array.isArray(requests)
    ? requests.map((each: { readonly audience?: string }) => each.audience ?? "").join(",")
    : unset;
}
