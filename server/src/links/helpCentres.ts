import type { HelpLinksConfig } from '../config/config.ts';
import { matchesPlace } from './pattern.ts';
import { splitUrl, type UrlParts } from './urlParts.ts';

/** A vendor's documentation site: links into it go stale in ways other links do not (LINKS.md). */
export interface HelpCentre {
  readonly name: string;
  /** `host` or `host/path` patterns; a link that lies at one of them is a help link. */
  readonly places: readonly string[];
  /** Front pages as `host/path` without a closing slash: where removed pages get redirected to. */
  readonly homes: readonly string[];
  /** True where a link to the front page itself is known to be a stand-in for a page nobody looked up. */
  readonly homeIsStandIn: boolean;
}

/** The help centre an address lies in, the configured ones first; undefined for any other address. */
export function helpCentreOf(url: string, config: HelpLinksConfig): HelpCentre | undefined {
  const parts = splitUrl(url);
  return parts && helpCentreAt(parts, config);
}

/** The same of an address that is cut into its parts. */
export function helpCentreAt({ host, path }: UrlParts, config: HelpLinksConfig): HelpCentre | undefined {
  if (notHelp.has(host)) return undefined;
  const isAt = (place: string) => matchesPlace(place, host, path);
  const own = config.centres.length > 0 && config.centres.map(fromConfig).find(({ places }) => places.some(isAt));
  if (own) return own;
  let first = helpCentres.length;
  for (const { place, row } of placesOfHost.get(host) ?? []) if (row < first && isAt(place)) first = row;
  for (const { place, row, start, end } of placesOfAnyHost)
    if (row < first && host.startsWith(start) && host.endsWith(end) && isAt(place)) first = row;
  return helpCentres[first];
}

/** True where the address is a front page of the centre; query and fragment do not matter. */
export function isHome(url: string, centre: HelpCentre): boolean {
  const parts = splitUrl(url);
  return parts !== undefined && isHomeAt(parts, centre);
}

/** The same of an address that is cut into its parts. */
export function isHomeAt(parts: UrlParts, centre: HelpCentre): boolean {
  const path = parts.path.replace(/\/$/, '');
  return centre.homes.some((home) => {
    const slash = home.indexOf('/');
    const host = slash < 0 ? home : home.slice(0, slash);
    return host === parts.host && (slash < 0 ? '' : home.slice(slash)) === path;
  });
}

function fromConfig(centre: HelpLinksConfig['centres'][number]): HelpCentre {
  const hosts = centre.hosts.map((place) => place.replace(/^https?:\/\//i, ''));
  const homes = centre.home.flatMap((home) => {
    const bare = home.replace(/^https?:\/\//i, '').replace(/\/$/, '');
    return bare === '' || bare.startsWith('/') ? hosts.map((host) => `${host.split('/')[0]}${bare}`) : [bare];
  });
  return { name: centre.name, places: hosts, homes, homeIsStandIn: true };
}

/** Hosts the general rows below would take for help centres, though people write documents of their own there. */
const notHelp: ReadonlySet<string> = new Set(['docs.google.com', 'docs.qq.com']);

const helpCentres: readonly HelpCentre[] = [
  {
    name: 'Alibaba Cloud help centre',
    // 115 of 688 link edits in the history of one vendor repository replaced a bare link to this front page.
    places: [
      'www.alibabacloud.com/help',
      'alibabacloud.com/help',
      'jp.alibabacloud.com/help',
      'help.aliyun.com',
      'intl.aliyun.com/help',
      'partners-intl.aliyun.com/help',
    ],
    homes: [
      'www.alibabacloud.com/help',
      'www.alibabacloud.com/help/en',
      'www.alibabacloud.com/help/zh',
      'alibabacloud.com/help',
      'alibabacloud.com/help/en',
      'alibabacloud.com/help/zh',
      'help.aliyun.com',
      'intl.aliyun.com/help',
      'intl.aliyun.com/help/en',
      'partners-intl.aliyun.com/help',
      'partners-intl.aliyun.com/help/en',
    ],
    homeIsStandIn: true,
  },
  {
    name: 'MIIT filing portal',
    places: ['beian.miit.gov.cn', 'www.beian.miit.gov.cn', 'www.miitbeian.gov.cn', 'miitbeian.gov.cn'],
    // The portal is one page: its front page is what a footer has to link to, never a stand-in.
    homes: [],
    homeIsStandIn: false,
  },
  {
    name: 'AWS documentation',
    places: ['docs.aws.amazon.com', 'aws.amazon.com/documentation', 'repost.aws/knowledge-center'],
    homes: ['docs.aws.amazon.com'],
    homeIsStandIn: false,
  },
  {
    name: 'Microsoft Learn',
    places: [
      'learn.microsoft.com',
      'docs.microsoft.com',
      'msdn.microsoft.com',
      'technet.microsoft.com',
      'support.microsoft.com',
    ],
    homes: ['learn.microsoft.com', 'learn.microsoft.com/en-us', 'docs.microsoft.com', 'support.microsoft.com'],
    homeIsStandIn: false,
  },
  {
    name: 'Google Cloud documentation',
    places: ['cloud.google.com/docs', 'cloud.google.com/*/docs', 'docs.cloud.google.com', 'support.google.com'],
    homes: [
      'cloud.google.com',
      'cloud.google.com/docs',
      'docs.cloud.google.com',
      'docs.cloud.google.com/docs',
      'support.google.com',
    ],
    homeIsStandIn: false,
  },
  {
    name: 'Terraform documentation',
    places: ['www.terraform.io/docs', 'terraform.io/docs', 'developer.hashicorp.com', 'registry.terraform.io'],
    // Deep redirects were collapsed onto these landing pages in 2025.
    homes: [
      'developer.hashicorp.com',
      'developer.hashicorp.com/terraform',
      'developer.hashicorp.com/terraform/docs',
      'registry.terraform.io',
    ],
    homeIsStandIn: false,
  },
  {
    name: 'Kubernetes documentation',
    places: ['kubernetes.io/docs', 'www.kubernetes.io/docs', 'kubernetes.io/*/docs'],
    homes: ['kubernetes.io', 'kubernetes.io/docs', 'kubernetes.io/docs/home'],
    homeIsStandIn: false,
  },
  { name: 'Docker documentation', places: ['docs.docker.com'], homes: ['docs.docker.com'], homeIsStandIn: false },
  {
    name: 'Jenkins documentation',
    places: ['www.jenkins.io/doc', 'wiki.jenkins-ci.org', 'wiki.jenkins.io', 'plugins.jenkins.io'],
    homes: ['www.jenkins.io', 'www.jenkins.io/doc', 'plugins.jenkins.io'],
    homeIsStandIn: false,
  },
  {
    name: 'Google Code',
    places: ['code.google.com/p'],
    homes: ['code.google.com', 'code.google.com/archive'],
    homeIsStandIn: false,
  },
  {
    name: 'Go packages',
    places: ['godoc.org', 'www.godoc.org', 'pkg.go.dev'],
    homes: ['pkg.go.dev'],
    homeIsStandIn: false,
  },
  {
    name: 'IBM documentation',
    places: ['www.ibm.com/docs', 'www.ibm.com/support/knowledgecenter'],
    homes: ['www.ibm.com/docs', 'www.ibm.com/docs/en'],
    homeIsStandIn: false,
  },
  {
    name: 'Tencent Cloud documentation',
    places: ['cloud.tencent.com/document', 'intl.cloud.tencent.com/document', 'www.tencentcloud.com/document'],
    homes: ['cloud.tencent.com/document', 'www.tencentcloud.com/document'],
    homeIsStandIn: false,
  },
  // Vendors name these hosts so; what lies there is documentation that is rewritten with every release.
  {
    name: 'help centre',
    places: ['docs.*', 'help.*', 'support.*', '*.readthedocs.io'],
    homes: [],
    homeIsStandIn: false,
  },
];

interface KnownPlace {
  readonly place: string;
  /** Index into `helpCentres`. */
  readonly row: number;
}

const knownPlaces: readonly KnownPlace[] = helpCentres.flatMap(({ places }, row) =>
  places.map((place) => ({ place, row })),
);
const hostOf = (place: string) => place.split('/')[0]!;
/** With what their hosts begin and end with, which rules out most. */
const placesOfAnyHost = knownPlaces
  .filter(({ place }) => hostOf(place).includes('*'))
  .map((known) => ({
    ...known,
    start: hostOf(known.place).split('*')[0]!,
    end: hostOf(known.place).split('*').at(-1)!,
  }));
/** A book has tens of thousands of links; most hosts are those of no centre. */
const placesOfHost: ReadonlyMap<string, readonly KnownPlace[]> = new Map(
  knownPlaces
    .filter(({ place }) => !hostOf(place).includes('*'))
    .map(({ place }) => [hostOf(place), knownPlaces.filter((known) => hostOf(known.place) === hostOf(place))]),
);
