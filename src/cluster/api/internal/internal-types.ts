/**
 * The server's internal structs, as far as error messages show them: each field with how it is written when it is
 * absent (pkg/apis/core/types.go). `s` text, `i` number, `b` truth, `q` quantity, `x` number or text, `p` pointer, list
 * or map of plain values (null when absent), `[T]` list of structs, `*T` pointer to a struct, `T` a struct that is always
 * there, `+T` one whose fields stand among the others; `@34` from Kubernetes 1.34 on.
 */
const table = `
PodTemplate: +Meta Spec:PodSpec
PodSpec: Volumes:[Volume] InitContainers:[Container] Containers:[Container] EphemeralContainers:p RestartPolicy:s TerminationGracePeriodSeconds:p ActiveDeadlineSeconds:p DNSPolicy:s NodeSelector:p ServiceAccountName:s AutomountServiceAccountToken:p NodeName:s SecurityContext:PodSecurityContext ImagePullSecrets:[Named] Hostname:s Subdomain:s SetHostnameAsFQDN:p Affinity:*Affinity SchedulerName:s Tolerations:[Toleration] HostAliases:[HostAlias] PriorityClassName:s Priority:p PreemptionPolicy:p DNSConfig:*DNSConfig ReadinessGates:[ReadinessGate] RuntimeClassName:p Overhead:p EnableServiceLinks:p TopologySpreadConstraints:[TopologySpreadConstraint] OS:*Named SchedulingGates:[Named] ResourceClaims:[PodResourceClaim] Resources:*Resources@32 HostnameOverride:p@34 SchedulingGroup:*SchedulingGroup@36
SchedulingGroup: PodGroupName:p
PodSecurityContext: HostNetwork:b HostPID:b HostIPC:b ShareProcessNamespace:p HostUsers:p SELinuxOptions:*SELinuxOptions WindowsOptions:*WindowsOptions RunAsUser:p RunAsGroup:p RunAsNonRoot:p SupplementalGroups:p SupplementalGroupsPolicy:p@31 FSGroup:p FSGroupChangePolicy:p Sysctls:[NameValue] SeccompProfile:*Profile AppArmorProfile:*Profile@30 SELinuxChangePolicy:p@32
SELinuxOptions: User:s Role:s Type:s Level:s
WindowsOptions: GMSACredentialSpecName:p GMSACredentialSpec:p RunAsUserName:p HostProcess:p
Profile: Type:s LocalhostProfile:p
NameValue: Name:s Value:s
Named: Name:s
Container: Name:s Image:s Command:p Args:p WorkingDir:s Ports:[ContainerPort] EnvFrom:[EnvFrom] Env:[EnvVar] Resources:Resources ResizePolicy:[ResizePolicy] RestartPolicy:p RestartPolicyRules:[RestartRule]@34 VolumeMounts:[VolumeMount] VolumeDevices:[VolumeDevice] LivenessProbe:*Probe ReadinessProbe:*Probe StartupProbe:*Probe Lifecycle:*Lifecycle TerminationMessagePath:s TerminationMessagePolicy:s ImagePullPolicy:s SecurityContext:*SecurityContext Stdin:b StdinOnce:b TTY:b
ContainerPort: Name:s HostPort:i ContainerPort:i Protocol:s HostIP:s
EnvFrom: Prefix:s ConfigMapRef:*OptionalName SecretRef:*OptionalName
OptionalName: +Named Optional:p
EnvVar: Name:s Value:s ValueFrom:*EnvVarSource
EnvVarSource: FieldRef:*FieldRef ResourceFieldRef:*ResourceFieldRef ConfigMapKeyRef:*KeyRef SecretKeyRef:*KeyRef FileKeyRef:*FileKeyRef@34
FieldRef: APIVersion:s FieldPath:s
ResourceFieldRef: ContainerName:s Resource:s Divisor:q
KeyRef: +Named Key:s Optional:p
FileKeyRef: VolumeName:s Path:s Key:s Optional:p
Resources: Limits:p Requests:p Claims:[ResourceClaim]
ResourceClaim: Name:s Request:s@31
ResizePolicy: ResourceName:s RestartPolicy:s
RestartRule: Action:s ExitCodes:*ExitCodes
ExitCodes: Operator:s Values:p
VolumeMount: Name:s ReadOnly:b RecursiveReadOnly:p@30 MountPath:s SubPath:s MountPropagation:p SubPathExpr:s
VolumeDevice: Name:s DevicePath:s
Probe: +ProbeHandler InitialDelaySeconds:i TimeoutSeconds:i PeriodSeconds:i SuccessThreshold:i FailureThreshold:i TerminationGracePeriodSeconds:p
ProbeHandler: Exec:*Exec HTTPGet:*HTTPGet TCPSocket:*TCPSocket GRPC:*GRPC
Exec: Command:p
HTTPGet: Path:s Port:x Host:s Scheme:s HTTPHeaders:[NameValue]
TCPSocket: Port:x Host:s
GRPC: Port:i Service:p
Lifecycle: PostStart:*LifecycleHandler PreStop:*LifecycleHandler StopSignal:p@33
LifecycleHandler: Exec:*Exec HTTPGet:*HTTPGet TCPSocket:*TCPSocket Sleep:*Sleep
Sleep: Seconds:i
SecurityContext: Capabilities:*Capabilities Privileged:p SELinuxOptions:*SELinuxOptions WindowsOptions:*WindowsOptions RunAsUser:p RunAsGroup:p RunAsNonRoot:p ReadOnlyRootFilesystem:p AllowPrivilegeEscalation:p ProcMount:p SeccompProfile:*Profile AppArmorProfile:*Profile@30
Capabilities: Add:p Drop:p
Volume: Name:s +VolumeSource
VolumeSource: HostPath:*HostPath EmptyDir:*EmptyDir GCEPersistentDisk:p AWSElasticBlockStore:p GitRepo:p Secret:*SecretVolume NFS:*NFS ISCSI:p Glusterfs:p PersistentVolumeClaim:*ClaimVolume RBD:p Quobyte:p FlexVolume:p Cinder:p CephFS:p Flocker:p DownwardAPI:*DownwardAPI FC:p AzureFile:p ConfigMap:*ConfigMapVolume VsphereVolume:p AzureDisk:p PhotonPersistentDisk:p Projected:*Projected PortworxVolume:p ScaleIO:p StorageOS:p CSI:*CSI Ephemeral:*Ephemeral Image:*ImageVolume@31
HostPath: Path:s Type:p
EmptyDir: Medium:s SizeLimit:p
SecretVolume: SecretName:s Items:[KeyToPath] DefaultMode:p Optional:p
ConfigMapVolume: +Named Items:[KeyToPath] DefaultMode:p Optional:p
KeyToPath: Key:s Path:s Mode:p
NFS: Server:s Path:s ReadOnly:b
ClaimVolume: ClaimName:s ReadOnly:b
DownwardAPI: Items:[DownwardAPIFile] DefaultMode:p
DownwardAPIFile: Path:s FieldRef:*FieldRef ResourceFieldRef:*ResourceFieldRef Mode:p
Projected: Sources:[Projection] DefaultMode:p
Projection: Secret:*SecretProjection DownwardAPI:*DownwardAPIProjection ConfigMap:*SecretProjection ServiceAccountToken:*TokenProjection ClusterTrustBundle:p@29 PodCertificate:p@34
SecretProjection: +Named Items:[KeyToPath] Optional:p
DownwardAPIProjection: Items:[DownwardAPIFile]
TokenProjection: Audience:s ExpirationSeconds:i Path:s
CSI: Driver:s ReadOnly:p FSType:p VolumeAttributes:p NodePublishSecretRef:*Named
Ephemeral: VolumeClaimTemplate:*ClaimTemplate
ClaimTemplate: +Meta Spec:ClaimSpec
ClaimSpec: AccessModes:p Selector:p Resources:VolumeResources VolumeName:s StorageClassName:p VolumeMode:p DataSource:*TypedName DataSourceRef:*TypedReference VolumeAttributesClassName:p@29
VolumeResources: Limits:p Requests:p
TypedName: APIGroup:p Kind:s Name:s
TypedReference: APIGroup:p Kind:s Name:s Namespace:p
ImageVolume: Reference:s PullPolicy:s
Affinity: NodeAffinity:*NodeAffinity PodAffinity:*PodAffinity PodAntiAffinity:*PodAffinity
NodeAffinity: RequiredDuringSchedulingIgnoredDuringExecution:*NodeSelector PreferredDuringSchedulingIgnoredDuringExecution:[PreferredTerm]
NodeSelector: NodeSelectorTerms:[NodeSelectorTerm]
NodeSelectorTerm: MatchExpressions:[NodeRequirement] MatchFields:[NodeRequirement]
NodeRequirement: Key:s Operator:s Values:p
PreferredTerm: Weight:i Preference:NodeSelectorTerm
PodAffinity: RequiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm] PreferredDuringSchedulingIgnoredDuringExecution:[WeightedPodTerm]
PodAffinityTerm: LabelSelector:p Namespaces:p TopologyKey:s NamespaceSelector:p MatchLabelKeys:p@29 MismatchLabelKeys:p@29
WeightedPodTerm: Weight:i PodAffinityTerm:PodAffinityTerm
Toleration: Key:s Operator:s Value:s Effect:s TolerationSeconds:p
HostAlias: IP:s Hostnames:p
DNSConfig: Nameservers:p Searches:p Options:[DNSOption]
DNSOption: Name:s Value:p
ReadinessGate: ConditionType:s
TopologySpreadConstraint: MaxSkew:i TopologyKey:s WhenUnsatisfiable:s LabelSelector:p MinDomains:p NodeAffinityPolicy:p NodeTaintsPolicy:p MatchLabelKeys:p
PodResourceClaim: Name:s ResourceClaimName:p ResourceClaimTemplateName:p
PodFailurePolicy: Rules:[PodFailureRule]
PodFailureRule: Action:s OnExitCodes:*OnExitCodes OnPodConditions:[PodConditionPattern]
OnExitCodes: ContainerName:p Operator:s Values:p
PodConditionPattern: Type:s Status:s
SuccessPolicy: Rules:[SuccessRule]
SuccessRule: SucceededIndexes:p SucceededCount:p
ServicePort: Name:s Protocol:s AppProtocol:p Port:i TargetPort:x NodePort:i
RoleRef: APIGroup:s Kind:s Name:s
RollingUpdateStatefulSet: Partition:i MaxUnavailable:p
StatefulSetUpdateStrategy: Type:s RollingUpdate:*RollingUpdateStatefulSet
`;

export type FieldKind = "s" | "i" | "b" | "q" | "x" | "p" | "list" | "pointer" | "struct" | "embedded";

export interface InternalField {
  /** the field's name in messages; that of an embedded struct is not used */
  readonly name: string;
  readonly kind: FieldKind;
  /** the struct that it holds */
  readonly type: string;
  /** the first minor version of Kubernetes that has it */
  readonly since: number;
}

let types: ReadonlyMap<string, readonly InternalField[]> | undefined;

/** The fields of an internal struct, in the order in which it declares them. */
export function internalFields(type: string): readonly InternalField[] {
  types ??= new Map(table.trim().split("\n").map(parseType));
  return types.get(type) ?? [];
}

function parseType(line: string): readonly [string, readonly InternalField[]] {
  const [name = "", ...fields] = line.split(" ");
  return [name.slice(0, -1), fields.map(parseField)];
}

function parseField(text: string): InternalField {
  const [declaration = "", since = "0"] = text.split("@");
  const [name = "", type = ""] = declaration.split(":");
  const field = { name, since: Number(since) };
  if (name.startsWith("+")) return { ...field, kind: "embedded", type: name.slice(1) };
  if (type.startsWith("[")) return { ...field, kind: "list", type: type.slice(1, -1) };
  if (type.startsWith("*")) return { ...field, kind: "pointer", type: type.slice(1) };
  if (/^[sibqxp]$/.test(type)) return { ...field, kind: type as FieldKind, type: "" };
  return { ...field, kind: "struct", type };
}
