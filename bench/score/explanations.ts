/** Above this (seconds, 95th percentile of a case) the times of a case ask for an explanation. */
export const lateFrom = 1.5;

/** Why a case differs from its recordings, by the name of the case. */
export const explanations: Readonly<Record<string, string>> = {
  "01-hook-weights":
    "The recording with Helm 3 was the first of all: its first pod had to pull the image, which every later one found on the node. The scenario is the same for both and says that it is there.",
  "02-upgrade-migrate":
    "Which of several equal replicas a rolling update deletes first is decided by their random UIDs, so a pod's end can be one replacement, some three seconds, earlier or later; the two recordings with Helm 4 are 8 s apart at one pod. With Helm 3 images were still pulled, and a probe came before the server listened; that is a matter of milliseconds.",
  "03-hook-fails": "With Helm 3 the first pod pulled an image that the node had afterwards.",
  "05-init-and-sidecar":
    "The first probe of `api` comes some 20 ms after its start. The real server had a listening socket by then in two of three recordings; the scenario says ready after 200 ms, so here that probe fails, and all that follows is most of a second later.",
  "06-statefulset":
    "A probe with `initialDelaySeconds: 1` passes with the first look after the start if the wall clock has come to another second in between, else with the next look, a second later. Six pods that start one after the other add that up: the three recordings end 21.4, 22.7 and 24.5 s after the start.",
  "10-image-pull":
    "After a failed pull the kubelet comes back after 10 to 15 s, at random; here it takes the middle. The two recordings with Helm 4 are 3.1 s apart.",
  "11-crashloop":
    "At the end of a back-off the kubelet comes late by up to half of it, at random; here it takes the mean of what was recorded. The two recordings with Helm 4 are 4.5 s apart. The second of them has 23 rows, too.",
  "14-uninstall-hooks": "With Helm 3 the node pulled nginx, which it had afterwards.",
  "17-wait-deadlock":
    "The container of a readiness probe was being stopped while the probe ran; whether one falls into these milliseconds is chance. With Helm 4 the node was busy, and two pods took 1.5 s longer to start; the second recording differs from the first by 1.9 s at the same pod.",
  "18-job-limits":
    "Eight pods start at the same time on a node of two CPUs, which took 1.5 s longer with Helm 4 than with Helm 3.",
  "23-big-rollout":
    "Twelve pods start at once on a node of two CPUs. How long each takes, and so how large the steps of the rolling update are, differs from recording to recording (95 % within 3.5 s, order 95.7 %).",
  "32-progress-deadline":
    "The container of a readiness probe was being stopped while the probe ran; whether one falls into these milliseconds is chance.",
  "33-lifecycle":
    "The one back-off of this case was stretched by 45 % with Helm 4 and by 9 % with Helm 3; here it takes the mean of all that were recorded.",
  "34-kubectl-steps":
    "`kubectl rollout status` prints a line for each status that reaches it; how many steps of a Deployment's status are written depends on which pods become ready within the same milliseconds. The columns of `kubectl get pods` are one character narrower because the hash of a pod template, which differs here, has nine or ten.",
};
