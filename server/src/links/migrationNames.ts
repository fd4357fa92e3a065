/** Products of Alibaba Cloud whose help pages were renamed. */
export const productSlugs: ReadonlyMap<string, string> = new Map([
  ['cloud-enterprise-network', 'cen'],
  ['elastic-desktop-service', 'wuying-workspace'],
  ['server-load-balancer', 'slb'],
  ['dynamic-route-for-cdn', 'dcdn'],
  ['function-compute', 'fc'],
  ['apsaradb-for-rds', 'rds'],
]);

/** Products of Google Cloud that were renamed before the documentation moved. */
export const googleSlugs: ReadonlyMap<string, string> = new Map([
  ['container-engine', 'kubernetes-engine'],
  ['ml-engine', 'ai-platform'],
]);

/** The folders of provider pages on terraform.io, and in the registry. */
export const registryFolders: ReadonlyMap<string, string> = new Map([
  ['r', 'resources'],
  ['d', 'data-sources'],
  ['guides', 'guides'],
]);

const hashicorpProviders =
  'archive aws azuread azurerm azurestack cloudinit consul dns external google google-beta helm http kubernetes local nomad null random template tfe time tls vault vsphere';

/** Who publishes a provider in the Terraform Registry, where the name of the provider alone does not say it. */
export const providerOwners: ReadonlyMap<string, string> = new Map([
  ...hashicorpProviders.split(' ').map((name): [string, string] => [name, 'hashicorp']),
  ['alicloud', 'aliyun'],
  ['auth0', 'auth0'],
  ['cloudflare', 'cloudflare'],
  ['datadog', 'DataDog'],
  ['digitalocean', 'digitalocean'],
  ['docker', 'kreuzwerker'],
  ['fastly', 'fastly'],
  ['github', 'integrations'],
  ['gitlab', 'gitlabhq'],
  ['grafana', 'grafana'],
  ['hcloud', 'hetznercloud'],
  ['heroku', 'heroku'],
  ['huaweicloud', 'huaweicloud'],
  ['ibm', 'IBM-Cloud'],
  ['linode', 'linode'],
  ['mongodbatlas', 'mongodb'],
  ['newrelic', 'newrelic'],
  ['oci', 'oracle'],
  ['okta', 'okta'],
  ['openstack', 'terraform-provider-openstack'],
  ['ovh', 'ovh'],
  ['pagerduty', 'PagerDuty'],
  ['rancher2', 'rancher'],
  ['scaleway', 'scaleway'],
  ['tencentcloud', 'tencentcloudstack'],
  ['vultr', 'vultr'],
  ['yandex', 'yandex-cloud'],
]);

/** Pages of the Kubernetes user guide whose place in the public redirect map still holds them; under `/docs/`. */
export const kubernetesUserGuide: ReadonlyMap<string, string> = new Map([
  ['annotations', 'concepts/overview/working-with-objects/annotations'],
  ['deployments', 'concepts/workloads/controllers/deployment'],
  ['identifiers', 'concepts/overview/working-with-objects/names'],
  ['images', 'concepts/containers/images'],
  ['ingress', 'concepts/services-networking/ingress'],
  ['jobs', 'concepts/workloads/controllers/job'],
  ['jsonpath', 'reference/kubectl/jsonpath'],
  ['labels', 'concepts/overview/working-with-objects/labels'],
  ['logging', 'concepts/cluster-administration/logging'],
  ['namespaces', 'concepts/overview/working-with-objects/namespaces'],
  ['networkpolicies', 'concepts/services-networking/network-policies'],
  ['node-selection', 'concepts/scheduling-eviction/assign-pod-node'],
  ['persistent-volumes', 'concepts/storage/persistent-volumes'],
  ['pod-states', 'concepts/workloads/pods/pod-lifecycle'],
  ['replicasets', 'concepts/workloads/controllers/replicaset'],
  ['replication-controller', 'concepts/workloads/controllers/replicationcontroller'],
  ['secrets', 'concepts/configuration/secret'],
  ['services', 'concepts/services-networking/service'],
  ['statefulset', 'concepts/workloads/controllers/statefulset'],
  ['volumes', 'concepts/storage/volumes'],
]);
