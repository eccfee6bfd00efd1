import { parseQuantity } from "../../../util/quantity.ts";
import type { ObjectInput } from "../object.ts";
import { builtInResources, kindName } from "../resources.ts";

/**
 * The fields of the built-in kinds' structs and their types, as the OpenAPI description of Kubernetes 1.34 to 1.36 has them:
 * `s` text, `i` and `l` numbers of 32 and 64 bits, `f` any number, `b` truth, `y` bytes in base64, `t` time, `q` quantity,
 * `x` number or text, `a` anything; `[T` a list, `{T` a map by texts; all else is a struct of this table.
 */
const table = `
Pod apiVersion:s kind:s metadata:ObjectMeta spec:PodSpec status:a
Service apiVersion:s kind:s metadata:ObjectMeta spec:ServiceSpec status:a
ConfigMap apiVersion:s binaryData:{y data:{s immutable:b kind:s metadata:ObjectMeta
Secret apiVersion:s data:{y immutable:b kind:s metadata:ObjectMeta stringData:{s type:s
ServiceAccount apiVersion:s automountServiceAccountToken:b imagePullSecrets:[LocalObjectReference kind:s metadata:ObjectMeta secrets:[ObjectReference
PersistentVolumeClaim apiVersion:s kind:s metadata:ObjectMeta spec:PersistentVolumeClaimSpec status:a
PersistentVolume apiVersion:s kind:s metadata:ObjectMeta spec:PersistentVolumeSpec status:a
Namespace apiVersion:s kind:s metadata:ObjectMeta spec:NamespaceSpec status:a
Endpoints apiVersion:s kind:s metadata:ObjectMeta subsets:[EndpointSubset
ReplicationController apiVersion:s kind:s metadata:ObjectMeta spec:ReplicationControllerSpec status:a
ResourceQuota apiVersion:s kind:s metadata:ObjectMeta spec:ResourceQuotaSpec status:a
LimitRange apiVersion:s kind:s metadata:ObjectMeta spec:LimitRangeSpec
PodTemplate apiVersion:s kind:s metadata:ObjectMeta template:PodTemplateSpec
Deployment apiVersion:s kind:s metadata:ObjectMeta spec:DeploymentSpec status:a
ReplicaSet apiVersion:s kind:s metadata:ObjectMeta spec:ReplicaSetSpec status:a
StatefulSet apiVersion:s kind:s metadata:ObjectMeta spec:StatefulSetSpec status:a
DaemonSet apiVersion:s kind:s metadata:ObjectMeta spec:DaemonSetSpec status:a
Job apiVersion:s kind:s metadata:ObjectMeta spec:JobSpec status:a
CronJob apiVersion:s kind:s metadata:ObjectMeta spec:CronJobSpec status:a
Ingress apiVersion:s kind:s metadata:ObjectMeta spec:IngressSpec status:a
IngressClass apiVersion:s kind:s metadata:ObjectMeta spec:IngressClassSpec
NetworkPolicy apiVersion:s kind:s metadata:ObjectMeta spec:NetworkPolicySpec
PodDisruptionBudget apiVersion:s kind:s metadata:ObjectMeta spec:PodDisruptionBudgetSpec status:a
HorizontalPodAutoscaler apiVersion:s kind:s metadata:ObjectMeta spec:HorizontalPodAutoscalerSpec status:a
Role apiVersion:s kind:s metadata:ObjectMeta rules:[PolicyRule
RoleBinding apiVersion:s kind:s metadata:ObjectMeta roleRef:RoleRef subjects:[Subject
ClusterRole aggregationRule:AggregationRule apiVersion:s kind:s metadata:ObjectMeta rules:[PolicyRule
ClusterRoleBinding apiVersion:s kind:s metadata:ObjectMeta roleRef:RoleRef subjects:[Subject
StorageClass allowVolumeExpansion:b allowedTopologies:[TopologySelectorTerm apiVersion:s kind:s metadata:ObjectMeta mountOptions:[s parameters:{s provisioner:s reclaimPolicy:s volumeBindingMode:s
PriorityClass apiVersion:s description:s globalDefault:b kind:s metadata:ObjectMeta preemptionPolicy:s value:i
Lease apiVersion:s kind:s metadata:ObjectMeta spec:LeaseSpec
RuntimeClass apiVersion:s handler:s kind:s metadata:ObjectMeta overhead:Overhead scheduling:Scheduling
CustomResourceDefinition apiVersion:s kind:s metadata:ObjectMeta spec:CustomResourceDefinitionSpec status:a
MutatingWebhookConfiguration apiVersion:s kind:s metadata:ObjectMeta webhooks:[MutatingWebhook
ValidatingWebhookConfiguration apiVersion:s kind:s metadata:ObjectMeta webhooks:[ValidatingWebhook
ValidatingAdmissionPolicy apiVersion:s kind:s metadata:ObjectMeta spec:ValidatingAdmissionPolicySpec status:a
ValidatingAdmissionPolicyBinding apiVersion:s kind:s metadata:ObjectMeta spec:ValidatingAdmissionPolicyBindingSpec
ObjectMeta annotations:{s creationTimestamp:t deletionGracePeriodSeconds:l deletionTimestamp:t finalizers:[s generateName:s generation:l labels:{s managedFields:[a name:s namespace:s ownerReferences:[OwnerReference resourceVersion:s selfLink:s uid:s
PodSpec activeDeadlineSeconds:l affinity:Affinity automountServiceAccountToken:b containers:[Container dnsConfig:PodDNSConfig dnsPolicy:s enableServiceLinks:b ephemeralContainers:[EphemeralContainer hostAliases:[HostAlias hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname:s hostnameOverride:s imagePullSecrets:[LocalObjectReference initContainers:[Container nodeName:s nodeSelector:{s os:PodOS overhead:{q preemptionPolicy:s priority:i priorityClassName:s readinessGates:[PodReadinessGate resourceClaims:[PodResourceClaim resources:ResourceRequirements restartPolicy:s runtimeClassName:s schedulerName:s schedulingGates:[PodSchedulingGate securityContext:PodSecurityContext serviceAccount:s serviceAccountName:s setHostnameAsFQDN:b shareProcessNamespace:b subdomain:s terminationGracePeriodSeconds:l tolerations:[Toleration topologySpreadConstraints:[TopologySpreadConstraint volumes:[Volume schedulingGroup:PodSchedulingGroup
ServiceSpec allocateLoadBalancerNodePorts:b clusterIP:s clusterIPs:[s externalIPs:[s externalName:s externalTrafficPolicy:s healthCheckNodePort:i internalTrafficPolicy:s ipFamilies:[s ipFamilyPolicy:s loadBalancerClass:s loadBalancerIP:s loadBalancerSourceRanges:[s ports:[ServicePort publishNotReadyAddresses:b selector:{s sessionAffinity:s sessionAffinityConfig:SessionAffinityConfig trafficDistribution:s type:s
LocalObjectReference name:s
ObjectReference apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s
PersistentVolumeClaimSpec accessModes:[s dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference resources:VolumeResourceRequirements selector:LabelSelector storageClassName:s volumeAttributesClassName:s volumeMode:s volumeName:s
PersistentVolumeSpec accessModes:[s awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFilePersistentVolumeSource capacity:{q cephfs:CephFSPersistentVolumeSource cinder:CinderPersistentVolumeSource claimRef:ObjectReference csi:CSIPersistentVolumeSource fc:FCVolumeSource flexVolume:FlexPersistentVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource glusterfs:GlusterfsPersistentVolumeSource hostPath:HostPathVolumeSource iscsi:ISCSIPersistentVolumeSource local:LocalVolumeSource mountOptions:[s nfs:NFSVolumeSource nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy:s photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource quobyte:QuobyteVolumeSource rbd:RBDPersistentVolumeSource scaleIO:ScaleIOPersistentVolumeSource storageClassName:s storageos:StorageOSPersistentVolumeSource volumeAttributesClassName:s volumeMode:s vsphereVolume:VsphereVirtualDiskVolumeSource
NamespaceSpec finalizers:[s
EndpointSubset addresses:[EndpointAddress notReadyAddresses:[EndpointAddress ports:[EndpointPort
ReplicationControllerSpec minReadySeconds:i replicas:i selector:{s template:PodTemplateSpec
ResourceQuotaSpec hard:{q scopeSelector:ScopeSelector scopes:[s
LimitRangeSpec limits:[LimitRangeItem
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
DeploymentSpec minReadySeconds:i paused:b progressDeadlineSeconds:i replicas:i revisionHistoryLimit:i selector:LabelSelector strategy:DeploymentStrategy template:PodTemplateSpec
ReplicaSetSpec minReadySeconds:i replicas:i selector:LabelSelector template:PodTemplateSpec
StatefulSetSpec minReadySeconds:i ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:s replicas:i revisionHistoryLimit:i selector:LabelSelector serviceName:s template:PodTemplateSpec updateStrategy:StatefulSetUpdateStrategy volumeClaimTemplates:[PersistentVolumeClaim
DaemonSetSpec minReadySeconds:i revisionHistoryLimit:i selector:LabelSelector template:PodTemplateSpec updateStrategy:DaemonSetUpdateStrategy
JobSpec activeDeadlineSeconds:l backoffLimit:i backoffLimitPerIndex:i completionMode:s completions:i managedBy:s manualSelector:b maxFailedIndexes:i parallelism:i podFailurePolicy:PodFailurePolicy podReplacementPolicy:s selector:LabelSelector successPolicy:SuccessPolicy suspend:b template:PodTemplateSpec ttlSecondsAfterFinished:i
CronJobSpec concurrencyPolicy:s failedJobsHistoryLimit:i jobTemplate:JobTemplateSpec schedule:s startingDeadlineSeconds:l successfulJobsHistoryLimit:i suspend:b timeZone:s
IngressSpec defaultBackend:IngressBackend ingressClassName:s rules:[IngressRule tls:[IngressTLS
IngressClassSpec controller:s parameters:IngressClassParametersReference
NetworkPolicySpec egress:[NetworkPolicyEgressRule ingress:[NetworkPolicyIngressRule podSelector:LabelSelector policyTypes:[s
PodDisruptionBudgetSpec maxUnavailable:x minAvailable:x selector:LabelSelector unhealthyPodEvictionPolicy:s
HorizontalPodAutoscalerSpec behavior:HorizontalPodAutoscalerBehavior maxReplicas:i metrics:[MetricSpec minReplicas:i scaleTargetRef:CrossVersionObjectReference
PolicyRule apiGroups:[s nonResourceURLs:[s resourceNames:[s resources:[s verbs:[s
RoleRef apiGroup:s kind:s name:s
Subject apiGroup:s kind:s name:s namespace:s
AggregationRule clusterRoleSelectors:[LabelSelector
TopologySelectorTerm matchLabelExpressions:[TopologySelectorLabelRequirement
LeaseSpec acquireTime:t holderIdentity:s leaseDurationSeconds:i leaseTransitions:i preferredHolder:s renewTime:t strategy:s
Overhead podFixed:{q
Scheduling nodeSelector:{s tolerations:[Toleration
CustomResourceDefinitionSpec conversion:CustomResourceConversion group:s names:CustomResourceDefinitionNames preserveUnknownFields:b scope:s versions:[CustomResourceDefinitionVersion
MutatingWebhook admissionReviewVersions:[s clientConfig:WebhookClientConfig failurePolicy:s matchConditions:[MatchCondition matchPolicy:s name:s namespaceSelector:LabelSelector objectSelector:LabelSelector reinvocationPolicy:s rules:[RuleWithOperations sideEffects:s timeoutSeconds:i
ValidatingWebhook admissionReviewVersions:[s clientConfig:WebhookClientConfig failurePolicy:s matchConditions:[MatchCondition matchPolicy:s name:s namespaceSelector:LabelSelector objectSelector:LabelSelector rules:[RuleWithOperations sideEffects:s timeoutSeconds:i
ValidatingAdmissionPolicySpec auditAnnotations:[AuditAnnotation failurePolicy:s matchConditions:[MatchCondition matchConstraints:MatchResources paramKind:ParamKind validations:[Validation variables:[Variable
ValidatingAdmissionPolicyBindingSpec matchResources:MatchResources paramRef:ParamRef policyName:s validationActions:[s
OwnerReference apiVersion:s blockOwnerDeletion:b controller:b kind:s name:s uid:s
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
Container args:[s command:[s env:[EnvVar envFrom:[EnvFromSource image:s imagePullPolicy:s lifecycle:Lifecycle livenessProbe:Probe name:s ports:[ContainerPort readinessProbe:Probe resizePolicy:[ContainerResizePolicy resources:ResourceRequirements restartPolicy:s restartPolicyRules:[ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[VolumeDevice volumeMounts:[VolumeMount workingDir:s
PodDNSConfig nameservers:[s options:[PodDNSConfigOption searches:[s
EphemeralContainer args:[s command:[s env:[EnvVar envFrom:[EnvFromSource image:s imagePullPolicy:s lifecycle:Lifecycle livenessProbe:Probe name:s ports:[ContainerPort readinessProbe:Probe resizePolicy:[ContainerResizePolicy resources:ResourceRequirements restartPolicy:s restartPolicyRules:[ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b targetContainerName:s terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[VolumeDevice volumeMounts:[VolumeMount workingDir:s
HostAlias hostnames:[s ip:s
PodOS name:s
PodReadinessGate conditionType:s
PodResourceClaim name:s resourceClaimName:s resourceClaimTemplateName:s
ResourceRequirements claims:[ResourceClaim limits:{q requests:{q
PodSchedulingGate name:s
PodSecurityContext appArmorProfile:AppArmorProfile fsGroup:l fsGroupChangePolicy:s runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxChangePolicy:s seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[l supplementalGroupsPolicy:s sysctls:[Sysctl windowsOptions:WindowsSecurityContextOptions
Toleration effect:s key:s operator:s tolerationSeconds:l value:s
TopologySpreadConstraint labelSelector:LabelSelector matchLabelKeys:[s maxSkew:i minDomains:i nodeAffinityPolicy:s nodeTaintsPolicy:s topologyKey:s whenUnsatisfiable:s
Volume awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource iscsi:ISCSIVolumeSource name:s nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource
PodSchedulingGroup podGroupName:s
ServicePort appProtocol:s name:s nodePort:i port:i protocol:s targetPort:x
SessionAffinityConfig clientIP:ClientIPConfig
TypedLocalObjectReference apiGroup:s kind:s name:s
TypedObjectReference apiGroup:s kind:s name:s namespace:s
VolumeResourceRequirements limits:{q requests:{q
LabelSelector matchExpressions:[LabelSelectorRequirement matchLabels:{s
AWSElasticBlockStoreVolumeSource fsType:s partition:i readOnly:b volumeID:s
AzureDiskVolumeSource cachingMode:s diskName:s diskURI:s fsType:s kind:s readOnly:b
AzureFilePersistentVolumeSource readOnly:b secretName:s secretNamespace:s shareName:s
CephFSPersistentVolumeSource monitors:[s path:s readOnly:b secretFile:s secretRef:SecretReference user:s
CinderPersistentVolumeSource fsType:s readOnly:b secretRef:SecretReference volumeID:s
CSIPersistentVolumeSource controllerExpandSecretRef:SecretReference controllerPublishSecretRef:SecretReference driver:s fsType:s nodeExpandSecretRef:SecretReference nodePublishSecretRef:SecretReference nodeStageSecretRef:SecretReference readOnly:b volumeAttributes:{s volumeHandle:s
FCVolumeSource fsType:s lun:i readOnly:b targetWWNs:[s wwids:[s
FlexPersistentVolumeSource driver:s fsType:s options:{s readOnly:b secretRef:SecretReference
FlockerVolumeSource datasetName:s datasetUUID:s
GCEPersistentDiskVolumeSource fsType:s partition:i pdName:s readOnly:b
GlusterfsPersistentVolumeSource endpoints:s endpointsNamespace:s path:s readOnly:b
HostPathVolumeSource path:s type:s
ISCSIPersistentVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn:s iscsiInterface:s lun:i portals:[s readOnly:b secretRef:SecretReference targetPortal:s
LocalVolumeSource fsType:s path:s
NFSVolumeSource path:s readOnly:b server:s
VolumeNodeAffinity required:NodeSelector
PhotonPersistentDiskVolumeSource fsType:s pdID:s
PortworxVolumeSource fsType:s readOnly:b volumeID:s
QuobyteVolumeSource group:s readOnly:b registry:s tenant:s user:s volume:s
RBDPersistentVolumeSource fsType:s image:s keyring:s monitors:[s pool:s readOnly:b secretRef:SecretReference user:s
ScaleIOPersistentVolumeSource fsType:s gateway:s protectionDomain:s readOnly:b secretRef:SecretReference sslEnabled:b storageMode:s storagePool:s system:s volumeName:s
StorageOSPersistentVolumeSource fsType:s readOnly:b secretRef:ObjectReference volumeName:s volumeNamespace:s
VsphereVirtualDiskVolumeSource fsType:s storagePolicyID:s storagePolicyName:s volumePath:s
EndpointAddress hostname:s ip:s nodeName:s targetRef:ObjectReference
EndpointPort appProtocol:s name:s port:i protocol:s
ScopeSelector matchExpressions:[ScopedResourceSelectorRequirement
LimitRangeItem default:{q defaultRequest:{q max:{q maxLimitRequestRatio:{q min:{q type:s
DeploymentStrategy rollingUpdate:RollingUpdateDeployment type:s
StatefulSetOrdinals start:i
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s whenScaled:s
StatefulSetUpdateStrategy rollingUpdate:RollingUpdateStatefulSetStrategy type:s
DaemonSetUpdateStrategy rollingUpdate:RollingUpdateDaemonSet type:s
PodFailurePolicy rules:[PodFailurePolicyRule
SuccessPolicy rules:[SuccessPolicyRule
JobTemplateSpec metadata:ObjectMeta spec:JobSpec
IngressBackend resource:TypedLocalObjectReference service:IngressServiceBackend
IngressRule host:s http:HTTPIngressRuleValue
IngressTLS hosts:[s secretName:s
IngressClassParametersReference apiGroup:s kind:s name:s namespace:s scope:s
NetworkPolicyEgressRule ports:[NetworkPolicyPort to:[NetworkPolicyPeer
NetworkPolicyIngressRule from:[NetworkPolicyPeer ports:[NetworkPolicyPort
HorizontalPodAutoscalerBehavior scaleDown:HPAScalingRules scaleUp:HPAScalingRules
MetricSpec containerResource:ContainerResourceMetricSource external:ExternalMetricSource object:ObjectMetricSource pods:PodsMetricSource resource:ResourceMetricSource type:s
CrossVersionObjectReference apiVersion:s kind:s name:s
TopologySelectorLabelRequirement key:s values:[s
CustomResourceConversion strategy:s webhook:WebhookConversion
CustomResourceDefinitionNames categories:[s kind:s listKind:s plural:s shortNames:[s singular:s
CustomResourceDefinitionVersion additionalPrinterColumns:[CustomResourceColumnDefinition deprecated:b deprecationWarning:s name:s schema:CustomResourceValidation selectableFields:[SelectableField served:b storage:b subresources:CustomResourceSubresources
WebhookClientConfig caBundle:y service:ServiceReference url:s
MatchCondition expression:s name:s
RuleWithOperations apiGroups:[s apiVersions:[s operations:[s resources:[s scope:s
AuditAnnotation key:s valueExpression:s
MatchResources excludeResourceRules:[NamedRuleWithOperations matchPolicy:s namespaceSelector:LabelSelector objectSelector:LabelSelector resourceRules:[NamedRuleWithOperations
ParamKind apiVersion:s kind:s
Validation expression:s message:s messageExpression:s reason:s
Variable expression:s name:s
ParamRef name:s namespace:s parameterNotFoundAction:s selector:LabelSelector
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm
PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm
EnvVar name:s value:s valueFrom:EnvVarSource
EnvFromSource configMapRef:ConfigMapEnvSource prefix:s secretRef:SecretEnvSource
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:s
Probe exec:ExecAction failureThreshold:i grpc:GRPCAction httpGet:HTTPGetAction initialDelaySeconds:i periodSeconds:i successThreshold:i tcpSocket:TCPSocketAction terminationGracePeriodSeconds:l timeoutSeconds:i
ContainerPort containerPort:i hostIP:s hostPort:i name:s protocol:s
ContainerResizePolicy resourceName:s restartPolicy:s
ContainerRestartRule action:s exitCodes:ContainerRestartRuleOnExitCodes
SecurityContext allowPrivilegeEscalation:b appArmorProfile:AppArmorProfile capabilities:Capabilities privileged:b procMount:s readOnlyRootFilesystem:b runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions
VolumeDevice devicePath:s name:s
VolumeMount mountPath:s mountPropagation:s name:s readOnly:b recursiveReadOnly:s subPath:s subPathExpr:s
PodDNSConfigOption name:s value:s
ResourceClaim name:s request:s
AppArmorProfile localhostProfile:s type:s
SELinuxOptions level:s role:s type:s user:s
SeccompProfile localhostProfile:s type:s
Sysctl name:s value:s
WindowsSecurityContextOptions gmsaCredentialSpec:s gmsaCredentialSpecName:s hostProcess:b runAsUserName:s
AzureFileVolumeSource readOnly:b secretName:s shareName:s
CephFSVolumeSource monitors:[s path:s readOnly:b secretFile:s secretRef:LocalObjectReference user:s
CinderVolumeSource fsType:s readOnly:b secretRef:LocalObjectReference volumeID:s
ConfigMapVolumeSource defaultMode:i items:[KeyToPath name:s optional:b
CSIVolumeSource driver:s fsType:s nodePublishSecretRef:LocalObjectReference readOnly:b volumeAttributes:{s
DownwardAPIVolumeSource defaultMode:i items:[DownwardAPIVolumeFile
EmptyDirVolumeSource medium:s sizeLimit:q
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
FlexVolumeSource driver:s fsType:s options:{s readOnly:b secretRef:LocalObjectReference
GitRepoVolumeSource directory:s repository:s revision:s
GlusterfsVolumeSource endpoints:s path:s readOnly:b
ImageVolumeSource pullPolicy:s reference:s
ISCSIVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn:s iscsiInterface:s lun:i portals:[s readOnly:b secretRef:LocalObjectReference targetPortal:s
PersistentVolumeClaimVolumeSource claimName:s readOnly:b
ProjectedVolumeSource defaultMode:i sources:[VolumeProjection
RBDVolumeSource fsType:s image:s keyring:s monitors:[s pool:s readOnly:b secretRef:LocalObjectReference user:s
ScaleIOVolumeSource fsType:s gateway:s protectionDomain:s readOnly:b secretRef:LocalObjectReference sslEnabled:b storageMode:s storagePool:s system:s volumeName:s
SecretVolumeSource defaultMode:i items:[KeyToPath optional:b secretName:s
StorageOSVolumeSource fsType:s readOnly:b secretRef:LocalObjectReference volumeName:s volumeNamespace:s
ClientIPConfig timeoutSeconds:i
LabelSelectorRequirement key:s operator:s values:[s
SecretReference name:s namespace:s
NodeSelector nodeSelectorTerms:[NodeSelectorTerm
ScopedResourceSelectorRequirement operator:s scopeName:s values:[s
RollingUpdateDeployment maxSurge:x maxUnavailable:x
RollingUpdateStatefulSetStrategy maxUnavailable:x partition:i
RollingUpdateDaemonSet maxSurge:x maxUnavailable:x
PodFailurePolicyRule action:s onExitCodes:PodFailurePolicyOnExitCodesRequirement onPodConditions:[PodFailurePolicyOnPodConditionsPattern
SuccessPolicyRule succeededCount:i succeededIndexes:s
IngressServiceBackend name:s port:ServiceBackendPort
HTTPIngressRuleValue paths:[HTTPIngressPath
NetworkPolicyPort endPort:i port:x protocol:s
NetworkPolicyPeer ipBlock:IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector
HPAScalingRules policies:[HPAScalingPolicy selectPolicy:s stabilizationWindowSeconds:i tolerance:s
ContainerResourceMetricSource container:s name:s target:MetricTarget
ExternalMetricSource metric:MetricIdentifier target:MetricTarget
ObjectMetricSource describedObject:CrossVersionObjectReference metric:MetricIdentifier target:MetricTarget
PodsMetricSource metric:MetricIdentifier target:MetricTarget
ResourceMetricSource name:s target:MetricTarget
WebhookConversion clientConfig:WebhookClientConfig conversionReviewVersions:[s
CustomResourceColumnDefinition description:s format:s jsonPath:s name:s priority:i type:s
CustomResourceValidation openAPIV3Schema:a
SelectableField jsonPath:s
CustomResourceSubresources scale:CustomResourceSubresourceScale status:a
ServiceReference name:s namespace:s path:s port:i
NamedRuleWithOperations apiGroups:[s apiVersions:[s operations:[s resourceNames:[s resources:[s scope:s
PreferredSchedulingTerm preference:NodeSelectorTerm weight:i
WeightedPodAffinityTerm podAffinityTerm:PodAffinityTerm weight:i
PodAffinityTerm labelSelector:LabelSelector matchLabelKeys:[s mismatchLabelKeys:[s namespaceSelector:LabelSelector namespaces:[s topologyKey:s
EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
ConfigMapEnvSource name:s optional:b
SecretEnvSource name:s optional:b
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
ExecAction command:[s
GRPCAction port:i service:s
HTTPGetAction host:s httpHeaders:[HTTPHeader path:s port:x scheme:s
TCPSocketAction host:s port:x
ContainerRestartRuleOnExitCodes operator:s values:[i
Capabilities add:[s drop:[s
KeyToPath key:s mode:i path:s
DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode:i path:s resourceFieldRef:ResourceFieldSelector
PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec
VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection
NodeSelectorTerm matchExpressions:[NodeSelectorRequirement matchFields:[NodeSelectorRequirement
PodFailurePolicyOnExitCodesRequirement containerName:s operator:s values:[i
PodFailurePolicyOnPodConditionsPattern status:s type:s
ServiceBackendPort name:s number:i
HTTPIngressPath backend:IngressBackend path:s pathType:s
IPBlock cidr:s except:[s
HPAScalingPolicy periodSeconds:i type:s value:i
MetricTarget averageUtilization:i averageValue:q type:s value:q
MetricIdentifier name:s selector:LabelSelector
CustomResourceSubresourceScale labelSelectorPath:s specReplicasPath:s statusReplicasPath:s
ConfigMapKeySelector key:s name:s optional:b
ObjectFieldSelector apiVersion:s fieldPath:s
FileKeySelector key:s optional:b path:s volumeName:s
ResourceFieldSelector containerName:s divisor:q resource:s
SecretKeySelector key:s name:s optional:b
SleepAction seconds:l
HTTPHeader name:s value:s
ClusterTrustBundleProjection labelSelector:LabelSelector name:s optional:b path:s signerName:s
ConfigMapProjection items:[KeyToPath name:s optional:b
DownwardAPIProjection items:[DownwardAPIVolumeFile
PodCertificateProjection certificateChainPath:s credentialBundlePath:s keyPath:s keyType:s maxExpirationSeconds:i signerName:s userAnnotations:{s
SecretProjection items:[KeyToPath name:s optional:b
ServiceAccountTokenProjection audience:s expirationSeconds:l path:s
NodeSelectorRequirement key:s operator:s values:[s
`;

/** A type as the table writes it. */
export type FieldType = string;

export type Fields = ReadonlyMap<string, FieldType>;

const lines = new Map<string, string>();
const parsed = new Map<string, Fields>();

/** The fields of a struct; undefined for what is none of the table. The table is taken apart as far as it is asked for. */
export function fieldsOf(struct: string): Fields | undefined {
  const known = parsed.get(struct);
  if (known !== undefined) return known;
  if (lines.size === 0)
    for (const line of table.trim().split("\n")) lines.set(line.slice(0, line.indexOf(" ")), line);
  const [, ...entries] = lines.get(struct)?.split(" ") ?? [];
  if (entries.length === 0) return undefined;
  const fields = new Map(
    entries.map((entry) => {
      const colon = entry.indexOf(":");
      return [entry.slice(0, colon), entry.slice(colon + 1)];
    }),
  );
  parsed.set(struct, fields);
  return fields;
}

const preferred = new Map(
  builtInResources.map(({ group, versions, kind }) => [
    kind,
    group === "" ? versions[0] : `${group}/${versions[0]}`,
  ]),
);

/** The struct of an object; undefined for custom kinds, and for versions other than the preferred one. */
export function structOf({ apiVersion, kind }: ObjectInput): string | undefined {
  const isKnown = kindName(apiVersion, kind) === kind && preferred.get(kind) === apiVersion;
  return isKnown && fieldsOf(kind) !== undefined ? kind : undefined;
}

/** Whether a value that is neither list, map nor struct is of a type. */
export function isScalar(value: unknown, type: FieldType): boolean {
  switch (type) {
    case "s":
    case "y":
      return typeof value === "string";
    case "b":
      return typeof value === "boolean";
    case "i":
      return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
    case "l":
      return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 63;
    case "f":
      return typeof value === "number";
    case "x":
      return typeof value === "string" || Number.isInteger(value);
    case "q":
      return typeof value === "number" || (typeof value === "string" && parseQuantity(value) !== undefined);
    default:
      return true;
  }
}
