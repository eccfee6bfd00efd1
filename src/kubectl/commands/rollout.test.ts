import { describe, expect, test } from "vitest";
import { deploymentYaml, testKubectl } from "../kubectl.test-support.ts";

const files = {
  "web.yaml": deploymentYaml("web", "replicas: 2"),
  "cm.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm}\n",
};

function cluster() {
  const test = testKubectl({ containers: { c: { readyAfter: 200 } } }, files);
  test.kubectl("create -f web.yaml");
  test.kubectl("rollout status deploy/web");
  return test;
}

/** A Deployment whose pods never become ready. */
function stuckCluster(spec = "replicas: 2") {
  const yaml = deploymentYaml("web", spec).replace(
    "name: c,",
    "name: c, readinessProbe: {httpGet: {port: 80}},",
  );
  const test = testKubectl({ containers: { c: { readyAfter: undefined } } }, { "web.yaml": yaml });
  test.kubectl("create -f web.yaml");
  return test;
}

const image = "get deploy web -o jsonpath={.spec.template.spec.containers[0].image}";

describe("rollout status", () => {
  test("tells each step until the rollout is done", () => {
    const { kubectl, text } = cluster();
    expect(kubectl("set image deploy/web c=acme/web:2").stdout).toBe("deployment.apps/web image updated\n");
    const { stdout, exitCode } = kubectl("rollout status deploy/web");
    const lines = stdout.trimEnd().split("\n");
    expect(exitCode).toBe(0);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.at(-1)).toBe('deployment "web" successfully rolled out');
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(
        /^Waiting for deployment (spec update to be observed|"web" rollout to finish: (\d out of 2 new replicas have been updated|1 old replicas are pending termination|\d of 2 updated replicas are available))\.\.\.$/,
      );
    expect(text("rollout status deploy web")).toBe('deployment "web" successfully rolled out\n');
  });

  test("gives up after the timeout, and need not watch at all", () => {
    const { kubectl } = stuckCluster();
    const stuck = kubectl("rollout status deploy/web --timeout=3s");
    expect(stuck.exitCode).toBe(1);
    expect(stuck.stderr).toBe("error: timed out waiting for the condition\n");
    expect(kubectl("rollout status deploy/web --watch=false")).toEqual({
      exitCode: 0,
      stdout: 'Waiting for deployment "web" rollout to finish: 0 of 2 updated replicas are available...\n',
      stderr: "",
    });
  });

  test("fails when the progress deadline is exceeded", () => {
    const { kubectl } = stuckCluster("progressDeadlineSeconds: 5");
    const { exitCode, stderr } = kubectl("rollout status deploy/web");
    expect([exitCode, stderr]).toEqual([1, 'error: deployment "web" exceeded its progress deadline\n']);
  });

  test("ends when the object is deleted", () => {
    const { kubectl, context, api } = stuckCluster();
    context.kernel.schedule(4000, () =>
      api.delete({ kind: "Deployment", namespace: "default", name: "web" }),
    );
    expect(kubectl("rollout status deploy/web").stderr).toBe("error: object has been deleted\n");
  });
});

describe("rollout undo, history and restart", () => {
  test("goes back to the template before, or to a named one", () => {
    const { kubectl, text } = cluster();
    expect(text("rollout undo deploy/web")).toBe('error: no rollout history found for deployment "web"\n');
    for (const tag of [2, 3]) {
      kubectl(`set image deploy/web c=acme/web:${tag}`);
      kubectl("rollout status deploy/web");
    }
    expect(text("rollout history deploy/web")).toBe(
      "deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n3         <none>\n\n",
    );
    expect(text("rollout undo deploy/web --to-revision=9")).toBe(
      "error: unable to find specified revision 9 in history\n",
    );
    expect(text("rollout undo deploy/web --to-revision=3")).toBe(
      "deployment.apps/web skipped rollback (current template already matches revision 3)\n",
    );
    expect(text("rollout undo deploy/web")).toBe("deployment.apps/web rolled back\n");
    expect(text(image)).toBe("acme/web:2");
    kubectl("rollout status deploy/web");
    expect(text("rollout undo deploy/web --to-revision=1")).toBe("deployment.apps/web rolled back\n");
    expect(text(image)).toBe("acme/web:1");
    expect(text("get deploy web -o jsonpath={.spec.template.metadata.labels}")).toBe('{"app":"web"}');
  });

  test("a restart makes new pods, once a second", () => {
    const { kubectl, text, api } = cluster();
    const pods = () => api.list("Pod").map(({ metadata }) => metadata.name);
    const before = pods();
    expect(text("rollout restart deploy/web")).toBe("deployment.apps/web restarted\n");
    kubectl("rollout status deploy/web");
    expect(pods().some((name) => !before.includes(name))).toBe(true);
    expect(text("get deploy web -o jsonpath={.spec.template.metadata.annotations}")).toMatch(
      /^\{"kubectl\.kubernetes\.io\/restartedAt":"2025-01-15T18:20:\d\dZ"\}$/,
    );
  });

  test("a paused deployment is neither restarted nor rolled back", () => {
    const { text } = cluster();
    expect(text("rollout pause deploy/web")).toBe("deployment.apps/web paused\n");
    expect(text("rollout pause deploy/web")).toBe('error: deployments.apps "web" is already paused\n');
    expect(text("rollout restart deploy/web")).toBe(
      `error: deployments.apps "web" can't restart paused deployment (run rollout resume first)\n`,
    );
    expect(text("rollout resume deploy/web")).toBe("deployment.apps/web resumed\n");
    expect(text("rollout resume deploy/web")).toBe('error: deployments.apps "web" is not paused\n');
  });
});

describe("scale", () => {
  test("sets the replicas and may wait for them", () => {
    const { text, api } = cluster();
    expect(text("scale deploy/web --replicas=4 --timeout=20s")).toBe("deployment.apps/web scaled\n");
    expect(api.list("Pod")).toHaveLength(4);
    expect(text("scale deploy web --replicas=1 --current-replicas=2")).toBe(
      "error: Expected replicas to be 2, was 4\n",
    );
    expect(text("scale deploy web --replicas=1 --current-replicas=4")).toBe("deployment.apps/web scaled\n");
  });

  test("claims the replicas, so that a server-side apply by others conflicts", () => {
    const { kubectl, api } = cluster();
    kubectl("scale deploy/web --replicas=4");
    const { managedFields } = api.require({ kind: "Deployment", namespace: "default", name: "web" })
      .metadata as unknown as {
      managedFields: { manager: string; subresource?: string; fieldsV1: unknown }[];
    };
    expect(managedFields.at(-1)).toMatchObject({
      manager: "kubectl",
      operation: "Update",
      subresource: "scale",
      fieldsV1: { "f:spec": { "f:replicas": {} } },
    });
  });
});

test.each([
  ["scale deploy web", 'error: required flag(s) "replicas" not set\n'],
  ["scale deploy nope --replicas=1", 'Error from server (NotFound): deployments.apps "nope" not found\n'],
  ["scale deploy -l app=none --replicas=2", "error: no objects passed to scale\n"],
  ["rollout restart deploy nope", 'Error from server (NotFound): deployments.apps "nope" not found\n'],
  ["rollout restart", "error: required resource not specified\n"],
  ["rollout status cm/kube-root-ca.crt", "error: no status viewer has been implemented for ConfigMap\n"],
  ["rollout pause rs --all", "error: unknown flag: --all\nSee 'kubectl rollout pause --help' for usage.\n"],
  ["rollout foo", "error: unknown command \"foo\"\nSee 'kubectl rollout -h' for help and examples\n"],
  ["set image deploy/web x=i:2", 'error: unable to find container named "x"\n'],
  ["set image deploy/web", "error: at least one image update is required\n"],
  ["set env deploy/web", "error: at least one environment variable must be provided\n"],
])("%s is refused", (line, message) => {
  expect(cluster().kubectl(line)).toEqual({ exitCode: 1, stdout: "", stderr: message });
});

test("images and variables are set, and what is so already is not told", () => {
  const { text } = cluster();
  expect(text("set image deploy/web *=acme/web:7")).toBe("deployment.apps/web image updated\n");
  expect(text(image)).toBe("acme/web:7");
  expect(text("set image deploy web c=acme/web:7")).toBe("");
  expect(text("set env deploy/web A=1 B=2 C-")).toBe("deployment.apps/web env updated\n");
  expect(text("set env deploy/web A- B=3 -c other")).toBe("");
  expect(text("set env deploy/web A- B=3")).toBe("deployment.apps/web env updated\n");
  expect(text("get deploy web -o jsonpath={..env}")).toBe('[{"name":"B","value":"3"}]');
});
