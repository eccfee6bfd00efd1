import { describe, expect, it } from "vitest";
import { kubernetesRules } from "../../kubernetes-rules.ts";
import { renderInternal } from "./render-internal.ts";

function rules(version: string) {
  const found = kubernetesRules(version);
  if (found === undefined) throw new Error(`no Kubernetes ${version}`);
  return found;
}

const template = {
  metadata: { labels: { "job-name": "once" } },
  spec: {
    containers: [
      {
        name: "c",
        image: "acme/migrate:1.1.0",
        command: ["sh", "-c", "a && b"],
        resources: { limits: { memory: "1024Mi", cpu: 0.5 } },
        env: [
          { name: "A", value: "1" },
          { name: "B", valueFrom: { secretKeyRef: { name: "s", key: "k" } } },
        ],
        livenessProbe: { httpGet: { path: "/", port: "http", scheme: "HTTP" }, periodSeconds: 10 },
      },
    ],
    volumes: [{ name: "v", configMap: { name: "cm", defaultMode: 420 } }],
    hostNetwork: true,
    securityContext: { runAsUser: 0 },
    restartPolicy: "Never",
  },
};

describe("an internal struct", () => {
  it("shows every field in its declared order, absent ones too", () => {
    const text = renderInternal("PodTemplate", template, rules("1.36"));
    expect(text).toMatch(
      /^\{"labels":\{"job-name":"once"\},"Spec":\{"Volumes":\[\{"Name":"v","HostPath":null,/,
    );
    expect(text).toContain(
      '"ConfigMap":{"Name":"cm","Items":null,"DefaultMode":420,"Optional":null},"VsphereVolume":null',
    );
    expect(text).toContain('"Command":["sh","-c","a \\u0026\\u0026 b"],"Args":null,"WorkingDir":""');
    expect(text).toContain(
      '"Env":[{"Name":"A","Value":"1","ValueFrom":null},{"Name":"B","Value":"","ValueFrom":{"FieldRef":null,"ResourceFieldRef":null,"ConfigMapKeyRef":null,"SecretKeyRef":{"Name":"s","Key":"k","Optional":null},"FileKeyRef":null}}]',
    );
    expect(text).toContain(
      '"Resources":{"Limits":{"cpu":"500m","memory":"1Gi"},"Requests":null,"Claims":null}',
    );
    expect(text).toContain(
      '"LivenessProbe":{"Exec":null,"HTTPGet":{"Path":"/","Port":"http","Host":"","Scheme":"HTTP","HTTPHeaders":null},"TCPSocket":null,"GRPC":null,"InitialDelaySeconds":0',
    );
    expect(text).toContain('"SecurityContext":{"HostNetwork":true,"HostPID":false,');
    expect(text).toContain('"RunAsUser":0,');
    expect(text).toMatch(/"HostnameOverride":null,"SchedulingGroup":null\}\}$/);
  });

  it("leaves out fields that an older version has not", () => {
    const text = renderInternal("PodTemplate", template, rules("1.30"));
    expect(text).not.toContain("HostnameOverride");
    expect(text).not.toContain("RestartPolicyRules");
    expect(text).toMatch(/"SchedulingGates":null,"ResourceClaims":null\}\}$/);
  });
});
