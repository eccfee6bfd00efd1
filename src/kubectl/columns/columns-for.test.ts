import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../cluster/api/object.ts";
import { type KubernetesRules, kubernetesRules } from "../../cluster/kubernetes-rules.ts";
import { TablePrinter } from "../table-printer.ts";
import { columnsFor } from "./columns-for.ts";

const created = "2025-01-15T18:20:03Z";
const now = Date.parse(created) + 5_999;
const ago = (seconds: number) => `${new Date(now - 999 - seconds * 1000).toISOString().slice(0, 19)}Z`;

const rulesOf = (version: string): KubernetesRules => {
  const rules = kubernetesRules(version);
  if (rules === undefined) throw new Error(`no rules for ${version}`);
  return rules;
};

/** Header and row of one object, cells joined by bars. */
function table(
  kind: string,
  fields: Record<string, unknown>,
  {
    wide = false,
    version = "1.36",
    definition,
  }: { wide?: boolean; version?: string; definition?: KubeObject } = {},
): string[] {
  const { metadata = {}, ...rest } = fields;
  const object: KubeObject = {
    apiVersion: "v1",
    kind,
    metadata: {
      name: "x",
      uid: "u",
      resourceVersion: "1",
      creationTimestamp: created,
      ...(metadata as object),
    },
    ...rest,
  };
  const rules = rulesOf(version);
  const context = { now, rules };
  const columns = columnsFor(kind, rules, definition).filter((column) => wide || column.wide !== true);
  expect(new TablePrinter(columns, { wide }).print([{ object, event: "ADDED" }], context)).toHaveLength(2);
  return [
    columns.map(({ name }) => name).join("|"),
    columns.map((column) => column.cell(object, context)).join("|"),
  ];
}

const template = {
  metadata: { labels: { app: "x" } },
  spec: {
    containers: [
      { name: "a", image: "i:1" },
      { name: "b", image: "j:2" },
    ],
    nodeSelector: { disk: "ssd" },
  },
};
const selector = {
  matchLabels: { app: "x" },
  matchExpressions: [
    { key: "tier", operator: "In", values: ["b", "a"] },
    { key: "env", operator: "NotIn", values: ["dev"] },
    { key: "old", operator: "DoesNotExist" },
    { key: "new", operator: "Exists" },
  ],
};
const selectorCell = "app=x,env notin (dev),new,!old,tier in (a,b)";

describe("workloads", () => {
  test("Deployment", () => {
    const object = {
      spec: { replicas: 3, selector, template },
      status: { readyReplicas: 1, updatedReplicas: 2, availableReplicas: 1 },
    };
    expect(table("Deployment", object)).toEqual(["NAME|READY|UP-TO-DATE|AVAILABLE|AGE", "x|1/3|2|1|5s"]);
    expect(table("Deployment", object, { wide: true })[1]).toBe(`x|1/3|2|1|5s|a,b|i:1,j:2|${selectorCell}`);
  });

  test("ReplicaSet and ReplicationController", () => {
    const status = { replicas: 2, readyReplicas: 1 };
    expect(
      table("ReplicaSet", { spec: { replicas: 3, selector, template }, status }, { wide: true }),
    ).toEqual([
      "NAME|DESIRED|CURRENT|READY|AGE|CONTAINERS|IMAGES|SELECTOR",
      `x|3|2|1|5s|a,b|i:1,j:2|${selectorCell}`,
    ]);
    expect(
      table(
        "ReplicationController",
        { spec: { replicas: 3, selector: { b: "2", a: "1" }, template }, status },
        { wide: true },
      )[1],
    ).toBe("x|3|2|1|5s|a,b|i:1,j:2|a=1,b=2");
  });

  test("StatefulSet", () => {
    expect(table("StatefulSet", { spec: { replicas: 2, template }, status: {} }, { wide: true })).toEqual([
      "NAME|READY|AGE|CONTAINERS|IMAGES",
      "x|0/2|5s|a,b|i:1,j:2",
    ]);
  });

  test("DaemonSet", () => {
    const status = {
      desiredNumberScheduled: 5,
      currentNumberScheduled: 4,
      numberReady: 3,
      updatedNumberScheduled: 2,
      numberAvailable: 1,
    };
    expect(table("DaemonSet", { spec: { template, selector: {} }, status }, { wide: true })).toEqual([
      "NAME|DESIRED|CURRENT|READY|UP-TO-DATE|AVAILABLE|NODE SELECTOR|AGE|CONTAINERS|IMAGES|SELECTOR",
      "x|5|4|3|2|1|disk=ssd|5s|a,b|i:1,j:2|<none>",
    ]);
  });

  test("CronJob", () => {
    const spec = { schedule: "*/5 * * * *", suspend: false, jobTemplate: { spec: { template } } };
    expect(
      table("CronJob", { spec, status: { active: [{}], lastScheduleTime: ago(63) } }, { wide: true }),
    ).toEqual([
      "NAME|SCHEDULE|TIMEZONE|SUSPEND|ACTIVE|LAST SCHEDULE|AGE|CONTAINERS|IMAGES|SELECTOR",
      "x|*/5 * * * *|<none>|False|1|63s|5s|a,b|i:1,j:2|<none>",
    ]);
    expect(table("CronJob", { spec: { schedule: "@daily", timeZone: "Asia/Seoul" } })[1]).toBe(
      "x|@daily|Asia/Seoul|<unset>|0|<none>|5s",
    );
    expect(table("CronJob", { spec }, { version: "1.29" })[0]).toBe(
      "NAME|SCHEDULE|SUSPEND|ACTIVE|LAST SCHEDULE|AGE",
    );
  });
});

describe("Job", () => {
  const spec = { completions: 3, parallelism: 1, template, selector };
  const condition = (...types: string[]) => types.map((type) => ({ type, status: "True" }));

  test.each([
    ["not started", spec, {}, "Running|0/3|"],
    ["running", spec, { startTime: ago(4), succeeded: 1 }, "Running|1/3|4s"],
    [
      "complete",
      spec,
      {
        startTime: ago(4),
        completionTime: ago(1),
        succeeded: 3,
        conditions: condition("SuccessCriteriaMet", "Complete"),
      },
      "Complete|3/3|3s",
    ],
    [
      "failed: it seems to go on",
      spec,
      { startTime: ago(4), conditions: condition("FailureTarget", "Failed") },
      "Failed|0/3|4s",
    ],
    [
      "about to fail",
      spec,
      { startTime: ago(4), conditions: condition("FailureTarget") },
      "FailureTarget|0/3|4s",
    ],
    [
      "about to be complete",
      spec,
      { startTime: ago(4), conditions: condition("SuccessCriteriaMet") },
      "SuccessCriteriaMet|0/3|4s",
    ],
    ["suspended", spec, { conditions: condition("Suspended") }, "Suspended|0/3|"],
    ["no number of completions", { parallelism: 1 }, { succeeded: 1 }, "Running|1/1|"],
    ["a work queue", { parallelism: 4 }, {}, "Running|0/1 of 4|"],
  ])("%s", (_, spec, status, cells) => {
    expect(table("Job", { spec, status })).toEqual(["NAME|STATUS|COMPLETIONS|DURATION|AGE", `x|${cells}|5s`]);
  });

  test("being deleted", () => {
    const metadata = { deletionTimestamp: ago(0) };
    expect(table("Job", { metadata, spec, status: { conditions: condition("Suspended") } })[1]).toBe(
      "x|Terminating|0/3||5s",
    );
    expect(table("Job", { metadata, spec, status: { conditions: condition("Failed") } })[1]).toBe(
      "x|Failed|0/3||5s",
    );
  });

  test("older servers say less", () => {
    const status = { conditions: condition("SuccessCriteriaMet") };
    expect(table("Job", { spec, status }, { version: "1.33" })[1]).toBe("x|Running|0/3||5s");
    expect(table("Job", { spec, status }, { version: "1.29" })).toEqual([
      "NAME|COMPLETIONS|DURATION|AGE",
      "x|0/3||5s",
    ]);
  });
});

describe("Pod", () => {
  const pod = {
    spec: {
      containers: [{ name: "c" }],
      nodeName: "node-1",
      readinessGates: [{ conditionType: "a" }, { conditionType: "b" }],
    },
    status: {
      phase: "Running",
      podIPs: [{ ip: "10.244.0.7" }],
      conditions: [
        { type: "a", status: "True" },
        { type: "b", status: "False" },
      ],
      containerStatuses: [
        {
          name: "c",
          ready: true,
          restartCount: 2,
          state: { running: { startedAt: ago(1) } },
          lastState: { terminated: { exitCode: 1, reason: "Error", finishedAt: ago(3) } },
        },
      ],
    },
  };

  test("the time since the last restart stands beside their number", () => {
    expect(table("Pod", pod)).toEqual(["NAME|READY|STATUS|RESTARTS|AGE", "x|1/1|Running|2 (3s ago)|5s"]);
  });

  test("wide", () => {
    expect(table("Pod", pod, { wide: true })).toEqual([
      "NAME|READY|STATUS|RESTARTS|AGE|IP|NODE|NOMINATED NODE|READINESS GATES",
      "x|1/1|Running|2 (3s ago)|5s|10.244.0.7|node-1|<none>|1/2",
    ]);
    expect(table("Pod", { spec: { containers: [] }, status: { phase: "Pending" } }, { wide: true })[1]).toBe(
      "x|0/0|Pending|0|5s|<none>|<none>|<none>|<none>",
    );
  });
});

describe("network", () => {
  test.each([
    [
      { type: "ClusterIP", clusterIPs: ["10.0.0.1"], ports: [{ port: 80, protocol: "TCP" }] },
      {},
      "ClusterIP|10.0.0.1|<none>|80/TCP",
    ],
    [{ type: "ClusterIP", clusterIPs: ["None"], ports: [] }, {}, "ClusterIP|None|<none>|<none>"],
    [
      {
        type: "NodePort",
        clusterIPs: ["10.0.0.1"],
        externalIPs: ["1.2.3.4"],
        ports: [
          { port: 80, nodePort: 30080, protocol: "TCP" },
          { port: 53, protocol: "UDP" },
        ],
      },
      {},
      "NodePort|10.0.0.1|1.2.3.4|80:30080/TCP,53/UDP",
    ],
    [{ type: "LoadBalancer", clusterIPs: ["10.0.0.1"] }, {}, "LoadBalancer|10.0.0.1|<pending>|<none>"],
    [
      { type: "LoadBalancer", clusterIPs: ["10.0.0.1"], externalIPs: ["9.9.9.9"] },
      { loadBalancer: { ingress: [{ hostname: "b.example" }, { ip: "1.1.1.1" }, { ip: "1.1.1.1" }] } },
      "LoadBalancer|10.0.0.1|1.1.1.1,b.example,9.9.9.9|<none>",
    ],
    [{ type: "ExternalName", externalName: "db.example" }, {}, "ExternalName|<none>|db.example|<none>"],
  ])("Service %#", (spec, status, cells) => {
    expect(table("Service", { spec: { ...spec, selector: { app: "x" } }, status }, { wide: true })).toEqual([
      "NAME|TYPE|CLUSTER-IP|EXTERNAL-IP|PORT(S)|AGE|SELECTOR",
      `x|${cells}|5s|app=x`,
    ]);
  });

  test("Ingress", () => {
    const host = (name: string) => ({ host: name });
    expect(table("Ingress", { spec: {} })).toEqual([
      "NAME|CLASS|HOSTS|ADDRESS|PORTS|AGE",
      "x|<none>|*||80|5s",
    ]);
    const spec = { ingressClassName: "nginx", rules: ["a", "b", "c", "d", "e"].map(host), tls: [{}] };
    expect(table("Ingress", { spec })[1]).toBe("x|nginx|a,b,c + 2 more...||80, 443|5s");
    expect(table("Ingress", { spec: { rules: [host("a"), {}, host("c")] } })[1]).toBe("x|<none>|a,c||80|5s");
  });

  test("Endpoints and EndpointSlice", () => {
    expect(table("Endpoints", {})[1]).toBe("x|<none>|5s");
    const subsets = [
      { addresses: [{ ip: "10.0.0.1" }, { ip: "fd00::2" }], ports: [{ port: 80 }, { port: 443 }] },
    ];
    expect(table("Endpoints", { subsets })).toEqual([
      "NAME|ENDPOINTS|AGE",
      "x|10.0.0.1:80,[fd00::2]:80,10.0.0.1:443 + 1 more...|5s",
    ]);
    expect(table("EndpointSlice", { addressType: "IPv4", ports: [{ port: 80 }, {}], endpoints: [] })).toEqual(
      ["NAME|ADDRESSTYPE|PORTS|ENDPOINTS|AGE", "x|IPv4|80,*|<unset>|5s"],
    );
  });

  test("NetworkPolicy and IngressClass", () => {
    expect(table("NetworkPolicy", { spec: { podSelector: {} } })).toEqual([
      "NAME|POD-SELECTOR|AGE",
      "x|<none>|5s",
    ]);
    const parameters = { apiGroup: "k8s.example", kind: "P", name: "n" };
    expect(table("IngressClass", { spec: { controller: "c.example/i", parameters } })).toEqual([
      "NAME|CONTROLLER|PARAMETERS|AGE",
      "x|c.example/i|P.k8s.example/n|5s",
    ]);
  });
});

describe("storage", () => {
  test("PersistentVolumeClaim", () => {
    expect(
      table("PersistentVolumeClaim", { spec: { storageClassName: "std" }, status: { phase: "Pending" } }),
    ).toEqual([
      "NAME|STATUS|VOLUME|CAPACITY|ACCESS MODES|STORAGECLASS|VOLUMEATTRIBUTESCLASS|AGE",
      "x|Pending||||std|<unset>|5s",
    ]);
    const bound = {
      spec: { storageClassName: "std", volumeName: "pv-1", volumeMode: "Filesystem" },
      status: {
        phase: "Bound",
        capacity: { storage: "1024Mi" },
        accessModes: ["ReadWriteMany", "ReadWriteOnce"],
      },
    };
    expect(table("PersistentVolumeClaim", bound, { wide: true })[1]).toBe(
      "x|Bound|pv-1|1Gi|RWO,RWX|std|<unset>|5s|Filesystem",
    );
    const deleted = { ...bound, metadata: { deletionTimestamp: ago(0) } };
    expect(table("PersistentVolumeClaim", deleted)[1]).toContain("x|Terminating|");
    expect(table("PersistentVolumeClaim", bound, { version: "1.28" })[0]).toBe(
      "NAME|STATUS|VOLUME|CAPACITY|ACCESS MODES|STORAGECLASS|AGE",
    );
  });

  test("PersistentVolume", () => {
    const spec = {
      capacity: { storage: "8Gi" },
      accessModes: ["ReadWriteOnce"],
      persistentVolumeReclaimPolicy: "Delete",
      claimRef: { namespace: "default", name: "data-db-0" },
      storageClassName: "std",
    };
    expect(table("PersistentVolume", { spec, status: { phase: "Bound" } }, { wide: true })).toEqual([
      "NAME|CAPACITY|ACCESS MODES|RECLAIM POLICY|STATUS|CLAIM|STORAGECLASS|VOLUMEATTRIBUTESCLASS|REASON|AGE|VOLUMEMODE",
      "x|8Gi|RWO|Delete|Bound|default/data-db-0|std|<unset>||5s|<unset>",
    ]);
  });

  test("StorageClass", () => {
    const annotations = { "storageclass.kubernetes.io/is-default-class": "true" };
    expect(table("StorageClass", { metadata: { annotations }, provisioner: "p" })).toEqual([
      "NAME|PROVISIONER|RECLAIMPOLICY|VOLUMEBINDINGMODE|ALLOWVOLUMEEXPANSION|AGE",
      "x (default)|p|Delete|Immediate|false|5s",
    ]);
  });
});

describe("configuration and cluster", () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ["ConfigMap", { data: { a: "1" }, binaryData: { b: "" } }, "NAME|DATA|AGE", "x|2|5s"],
    ["Secret", { type: "Opaque", data: { a: "MQ==" } }, "NAME|TYPE|DATA|AGE", "x|Opaque|1|5s"],
    ["ServiceAccount", {}, "NAME|AGE", "x|5s"],
    ["Namespace", { status: { phase: "Active" } }, "NAME|STATUS|AGE", "x|Active|5s"],
    [
      "PodDisruptionBudget",
      { spec: { minAvailable: "50%" }, status: { disruptionsAllowed: 1 } },
      "NAME|MIN AVAILABLE|MAX UNAVAILABLE|ALLOWED DISRUPTIONS|AGE",
      "x|50%|N/A|1|5s",
    ],
    ["RoleBinding", { roleRef: { kind: "Role", name: "r" } }, "NAME|ROLE|AGE", "x|Role/r|5s"],
    [
      "ResourceQuota",
      {
        status: {
          hard: { "requests.cpu": "2", "limits.cpu": "4", pods: "10" },
          used: { pods: "3", "requests.cpu": "500m" },
        },
      },
      "NAME|REQUEST|LIMIT|AGE",
      "x|pods: 3/10, requests.cpu: 500m/2|limits.cpu: 0/4|5s",
    ],
    ["PriorityClass", { value: 1000 }, "NAME|VALUE|GLOBAL-DEFAULT|AGE|PREEMPTIONPOLICY", "x|1000|false|5s|"],
    ["Role", {}, "NAME|CREATED AT", `x|${created}`],
    ["LimitRange", {}, "NAME|CREATED AT", `x|${created}`],
    ["Widget.sea.example", {}, "NAME|AGE", "x|5s"],
    [
      "ControllerRevision",
      {
        revision: 2,
        metadata: {
          ownerReferences: [
            { apiVersion: "apps/v1", kind: "StatefulSet", name: "db", uid: "u", controller: true },
          ],
        },
      },
      "NAME|CONTROLLER|REVISION|AGE",
      "x|statefulset.apps/db|2|5s",
    ],
    ["Lease", { spec: { holderIdentity: "node-1" } }, "NAME|HOLDER|AGE", "x|node-1|5s"],
    ["ValidatingWebhookConfiguration", { webhooks: [{}, {}] }, "NAME|WEBHOOKS|AGE", "x|2|5s"],
  ])("%s", (kind, fields, header, cells) => {
    expect(table(kind, fields)).toEqual([header, cells]);
  });

  test("a service account's secrets were counted before 1.35", () => {
    expect(table("ServiceAccount", { secrets: [{}] }, { version: "1.34" })).toEqual([
      "NAME|SECRETS|AGE",
      "x|1|5s",
    ]);
  });

  test("Node", () => {
    const node = {
      metadata: { labels: { "node-role.kubernetes.io/control-plane": "", "kubernetes.io/role": "infra" } },
      spec: { unschedulable: true },
      status: {
        conditions: [{ type: "Ready", status: "True" }],
        addresses: [{ type: "InternalIP", address: "192.0.2.1" }],
        nodeInfo: { kubeletVersion: "v1.36.2", kernelVersion: "6.8.0", architecture: "amd64" },
      },
    };
    expect(table("Node", node, { wide: true })).toEqual([
      "NAME|STATUS|ROLES|AGE|VERSION|INTERNAL-IP|EXTERNAL-IP|OS-IMAGE|KERNEL-VERSION|CONTAINER-RUNTIME",
      "x|Ready,SchedulingDisabled|control-plane,infra|5s|v1.36.2|192.0.2.1|<none>|<unknown>|6.8.0 (amd64)|<unknown>",
    ]);
    expect(table("Node", { status: { conditions: [{ type: "Ready", status: "Unknown" }] } })[1]).toBe(
      "x|NotReady|<none>|5s|",
    );
    expect(table("Node", {})[1]).toBe("x|Unknown|<none>|5s|");
  });

  test("Event", () => {
    const event = {
      type: "Warning",
      reason: "BackOff",
      message: "Back-off restarting failed container\n",
      count: 4,
      involvedObject: { kind: "Pod", name: "web-0", fieldPath: "spec.containers{c}" },
      source: { component: "kubelet", host: "node-1" },
      firstTimestamp: ago(90),
      lastTimestamp: ago(2),
    };
    expect(table("Event", event)).toEqual([
      "LAST SEEN|TYPE|REASON|OBJECT|MESSAGE",
      "2s|Warning|BackOff|pod/web-0|Back-off restarting failed container",
    ]);
    expect(table("Event", event, { wide: true })).toEqual([
      "LAST SEEN|TYPE|REASON|OBJECT|SUBOBJECT|SOURCE|MESSAGE|FIRST SEEN|COUNT|NAME",
      "2s|Warning|BackOff|pod/web-0|spec.containers{c}|kubelet, node-1|Back-off restarting failed container|90s|4|x",
    ]);
    expect(
      table("Event", { eventTime: ago(7), reportingComponent: "default-scheduler" }, { wide: true })[1],
    ).toBe("7s|||||default-scheduler||7s|1|x");
  });

  test("HorizontalPodAutoscaler", () => {
    const resource = (name: string, target: object) => ({ type: "Resource", resource: { name, target } });
    const spec = {
      scaleTargetRef: { kind: "Deployment", name: "web" },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [
        resource("cpu", { averageUtilization: 80 }),
        resource("memory", { averageValue: "1024Mi" }),
        { type: "Pods", pods: { target: { averageValue: "1k" } } },
      ],
    };
    expect(table("HorizontalPodAutoscaler", { spec, status: { currentReplicas: 2 } })).toEqual([
      "NAME|REFERENCE|TARGETS|MINPODS|MAXPODS|REPLICAS|AGE",
      "x|Deployment/web|cpu: <unknown>/80%, memory: <unknown>/1Gi + 1 more...|2|5|2|5s",
    ]);
    const status = {
      currentMetrics: [{ type: "Resource", resource: { name: "cpu", current: { averageUtilization: 12 } } }],
    };
    const one = { ...spec, metrics: spec.metrics.slice(0, 1) };
    expect(table("HorizontalPodAutoscaler", { spec: one, status })[1]).toContain("|cpu: 12%/80%|");
    expect(table("HorizontalPodAutoscaler", { spec: one, status }, { version: "1.29" })[1]).toContain(
      "|12%/80%|",
    );
  });

  test("a custom resource has the columns of its definition", () => {
    const definition = {
      spec: {
        versions: [
          {
            name: "v1",
            storage: true,
            additionalPrinterColumns: [
              { name: "Ready", type: "string", jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
              { name: "Replicas", type: "integer", jsonPath: ".spec.replicas" },
              { name: "Hosts", type: "string", jsonPath: ".spec.hosts" },
              { name: "Wrong", type: "integer", jsonPath: ".spec.hosts" },
              { name: "Issued", type: "date", jsonPath: ".status.issued" },
              { name: "Message", type: "string", jsonPath: ".status.message", priority: 1 },
            ],
          },
        ],
      },
    } as unknown as KubeObject;
    const object = {
      spec: { replicas: 3, hosts: ["a", "b"] },
      status: {
        conditions: [
          { type: "Other", status: "False" },
          { type: "Ready", status: "True" },
        ],
        issued: ago(9),
      },
    };
    expect(table("Widget.sea.example", object, { definition })).toEqual([
      "NAME|READY|REPLICAS|HOSTS|WRONG|ISSUED",
      'x|True|3|["a","b"]||9s',
    ]);
    expect(table("Widget.sea.example", object, { definition, wide: true })[0]).toBe(
      "NAME|READY|REPLICAS|HOSTS|WRONG|ISSUED|MESSAGE",
    );
  });
});
