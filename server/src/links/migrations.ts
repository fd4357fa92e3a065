import { googleSlugs, kubernetesUserGuide, productSlugs, providerOwners, registryFolders } from './migrationNames.ts';
import type { UrlParts } from './urlParts.ts';

/** One known form of address that went out of date. Tables below; the first row that fits wins. */
export interface Migration {
  /** Lower case. */
  readonly hosts: readonly string[];
  /** Only addresses with this scheme that lie in a help centre. */
  readonly scheme?: 'http';
  /** Matched against the path as written; linear in its length. */
  readonly path: RegExp;
  readonly case: 'moved' | 'legacy';
  /** The new address, without query and fragment; undefined where it cannot be computed without asking the site. */
  readonly to?: (match: RegExpExecArray, parts: UrlParts) => Replacement | undefined;
  /** What of the old query and fragment the new address keeps. */
  readonly keep: 'all' | 'fragment' | 'nothing';
  /** True where the owner of the site has said or shown that the new address is the same page. */
  readonly exact: boolean;
}

/** An address; or one with its own idea of exactness, where the row holds both kinds. */
export type Replacement = string | { readonly url: string; readonly exact: boolean };

const alibaba = ['www.alibabacloud.com', 'alibabacloud.com'];
const alibabaElsewhere = ['intl.aliyun.com', 'partners-intl.aliyun.com'];
const numericHelp = /^\/help\/(?:[a-z]{2}\/)?(?:doc-detail|faq-detail|product)\/\d+\.html?$/i;
const microsoftLocale = /^(?:\/[a-z]{2,3}(?:-[a-z]{4})?-[a-z]{2}(?=\/|$))?(\/.*)?$/i;

export const migrations: readonly Migration[] = [
  // 226 of 688 link edits in the history of one vendor repository replaced a numeric help id by a slug or API address.
  // The slug is not a function of the number, so only a live check can tell it.
  // The Japanese portal (jp.) has the same pages under the same numbers.
  { hosts: [...alibaba, 'jp.alibabacloud.com'], path: numericHelp, case: 'legacy', keep: 'nothing', exact: false },
  // The same forms under the former international and partner hosts, which now lead to www.alibabacloud.com.
  {
    hosts: alibabaElsewhere,
    path: numericHelp,
    case: 'legacy',
    to: (match) => `https://www.alibabacloud.com${match[0]}`,
    keep: 'fragment',
    exact: false,
  },
  {
    hosts: alibabaElsewhere,
    path: /^\/help\/(?:[a-z]{2}\/)?[^/].*$/i,
    case: 'moved',
    to: (match) => `https://www.alibabacloud.com${match[0]}`,
    keep: 'fragment',
    exact: false,
  },
  // The domestic centre's numeric forms; replaced by /zh/<product>/… slugs in the same way.
  {
    hosts: ['help.aliyun.com'],
    path: /^\/(?:[a-z]{2}\/)?(?:document_detail|knowledge_detail|product)\/\d+\.html?$/i,
    case: 'legacy',
    keep: 'nothing',
    exact: false,
  },
  // Product slugs renamed, seen in about 200 later edits of addresses that were slugs already; the page's tail
  // changes with most of them, so it is a suggestion.
  {
    hosts: alibaba,
    path: /^(\/help\/(?:[a-z]{2}\/)?)([a-z0-9-]+)(\/.*)?$/i,
    case: 'moved',
    to: ([, before, slug, after]) => {
      const renamed = productSlugs.get(slug!.toLowerCase());
      return renamed && `https://www.alibabacloud.com${before}${renamed}${after ?? ''}`;
    },
    keep: 'fragment',
    exact: false,
  },
  // Announced in September 2022: all of docs.microsoft.com became learn.microsoft.com, path by path; without a locale
  // the site picks the reader's.
  {
    hosts: ['docs.microsoft.com'],
    path: microsoftLocale,
    case: 'moved',
    to: ([, path]) => `https://learn.microsoft.com${path ?? '/'}`,
    keep: 'all',
    exact: true,
  },
  // MSDN and TechNet redirect to Microsoft Learn as well, but library pages get new paths there.
  {
    hosts: ['msdn.microsoft.com', 'technet.microsoft.com'],
    path: microsoftLocale,
    case: 'moved',
    to: ([, path]) => `https://learn.microsoft.com${path ?? '/'}`,
    keep: 'all',
    exact: false,
  },
  // hashicorp/terraform-website, content/redirects.txt and pull request 1314: index → latest/docs, r → resources,
  // d → data-sources, guides as they are; since then the redirects have been collapsed onto landing pages.
  {
    hosts: ['www.terraform.io', 'terraform.io'],
    path: /^\/docs\/providers\/([a-z0-9-]+)(?:\/(?:index(?:\.html)?)?|\.html)?$/i,
    case: 'moved',
    to: ([, provider]) =>
      provider!.toLowerCase() === 'index'
        ? { url: 'https://registry.terraform.io/browse/providers', exact: false }
        : registry(provider!),
    keep: 'fragment',
    exact: true,
  },
  {
    hosts: ['www.terraform.io', 'terraform.io'],
    path: /^\/docs\/providers\/([a-z0-9-]+)\/(r|d|guides)\/([^/]+?)(?:\.html)?\/?$/i,
    case: 'moved',
    to: ([, provider, kind, page]) => registry(provider!, `/${registryFolders.get(kind!.toLowerCase())}/${page}`),
    keep: 'fragment',
    exact: true,
  },
  {
    hosts: ['www.terraform.io', 'terraform.io'],
    path: /^\/docs\/(language|cli|internals|commands)(\/.*)?$/i,
    case: 'moved',
    to: ([, area, page]) =>
      `https://developer.hashicorp.com/terraform/${area!.toLowerCase() === 'commands' ? 'cli/commands' : area}${tidyPage(page)}`,
    keep: 'fragment',
    exact: false,
  },
  {
    hosts: ['www.terraform.io', 'terraform.io'],
    path: /^\/docs(?:\/.*)?$/i,
    case: 'moved',
    to: () => 'https://developer.hashicorp.com/terraform/docs',
    keep: 'nothing',
    exact: false,
  },
  // The ministry renamed its filing portal twice, without redirects (reports from 2019-07 to 2021-05 in dozens of
  // theme repositories): miitbeian.gov.cn → www.beian.miit.gov.cn → beian.miit.gov.cn, https only, no www. It is one
  // page, and every old inner address (indexFirst.action, outPortal, …) is gone with its server.
  {
    hosts: ['www.miitbeian.gov.cn', 'miitbeian.gov.cn', 'www.beian.miit.gov.cn'],
    path: /^/,
    case: 'moved',
    to: () => 'https://beian.miit.gov.cn/',
    keep: 'nothing',
    exact: true,
  },
  {
    hosts: ['beian.miit.gov.cn'],
    path: /^\/(?:index\.html?|publish\/.*|state\/.*)$/i,
    case: 'moved',
    to: () => 'https://beian.miit.gov.cn/',
    keep: 'nothing',
    exact: true,
  },
  // The old documentation pages of AWS; they redirect to docs.aws.amazon.com, but no public map says which to where.
  {
    hosts: ['aws.amazon.com'],
    path: /^\/(?:[a-z]{2}\/)?documentation(?:\/([^/]+))?\/?$/i,
    case: 'moved',
    to: ([, product]) => `https://docs.aws.amazon.com/${product ? `${product}/` : ''}`,
    keep: 'nothing',
    exact: false,
  },
  // A developer guide's welcome page is the guide's old entry; guides drop or rename it when they are restructured.
  {
    hosts: ['docs.aws.amazon.com'],
    path: /\/latest\/dg\/welcome\.html$/i,
    case: 'legacy',
    keep: 'nothing',
    exact: false,
  },
  // Google Cloud's documentation moved to a host of its own in 2025; cloud.google.com/…/docs redirects page by page.
  {
    hosts: ['cloud.google.com'],
    path: /^(?:\/([a-z0-9-]+))?(\/(?:.*\/)?docs(?:\/.*)?)$/is,
    case: 'moved',
    to: ([, product, page]) =>
      `https://docs.cloud.google.com${product ? `/${googleSlugs.get(product.toLowerCase()) ?? product}` : ''}${page}`,
    keep: 'all',
    exact: false,
  },
  // kubernetes/website, static/_redirects: the 2017 user guide was dissolved into concepts, tasks and reference; rows
  // whose targets are still where the map put them are exact, the rest of both trees is only known to be old.
  {
    hosts: ['kubernetes.io', 'www.kubernetes.io'],
    path: /^\/docs\/user-guide\/([a-z-]+)\/?$/i,
    case: 'moved',
    to: ([, page]) => {
      const target = kubernetesUserGuide.get(page!.toLowerCase());
      return target && `https://kubernetes.io/docs/${target}/`;
    },
    keep: 'nothing',
    exact: true,
  },
  {
    hosts: ['kubernetes.io', 'www.kubernetes.io'],
    path: /^\/docs\/(?:user-guide|admin)(?:\/.*)?$/i,
    case: 'legacy',
    keep: 'nothing',
    exact: false,
  },
  // The engine user guide was split over several manuals in 2017 (docs.docker.com 17.09 is the last that has it).
  {
    hosts: ['docs.docker.com'],
    path: /^\/engine\/userguide(?:\/.*)?$/i,
    case: 'legacy',
    keep: 'nothing',
    exact: false,
  },
  // Read-only since 2019 and switched off later; plugin pages went to plugins.jenkins.io under names that the old
  // address does not tell (jenkins-infra/helpdesk issue 3788).
  { hosts: ['wiki.jenkins-ci.org'], path: /^/, case: 'legacy', keep: 'nothing', exact: false },
  // Google Code closed in 2016; projects that did not move are kept under /archive, those that moved redirect away.
  {
    hosts: ['code.google.com'],
    path: /^\/p\/([^/]+)(?:\/(?:wiki\/([^/]+)|(w\/list|wiki)|(downloads)\/list|(issues)\/list)?\/?)?$/i,
    case: 'moved',
    to: ([, project, page, wikis, downloads, issues]) =>
      `https://code.google.com/archive/p/${project}${archivePage(page, wikis, downloads ?? issues)}`,
    keep: 'nothing',
    exact: false,
  },
  {
    hosts: ['code.google.com'],
    path: /^\/p\/([^/]+)\/.*$/i,
    case: 'moved',
    to: ([, project]) => `https://code.google.com/archive/p/${project}`,
    keep: 'nothing',
    exact: false,
  },
  // The Go project announced (2020-01, 2021-01) that every package page of godoc.org redirects to pkg.go.dev.
  {
    hosts: ['godoc.org', 'www.godoc.org'],
    path: /^(?!\/-\/)(\/.*)?$/,
    case: 'moved',
    to: ([, path]) => `https://pkg.go.dev${path ?? '/'}`,
    keep: 'fragment',
    exact: true,
  },
  {
    hosts: ['godoc.org', 'www.godoc.org'],
    path: /^/,
    case: 'moved',
    to: () => 'https://pkg.go.dev/',
    keep: 'nothing',
    exact: false,
  },
  // These hosts answer plain http on their help pages with nothing but a permanent redirect to the same path under https.
  {
    hosts: [
      ...alibaba,
      'help.aliyun.com',
      'beian.miit.gov.cn',
      'docs.aws.amazon.com',
      'learn.microsoft.com',
      'docs.cloud.google.com',
      'kubernetes.io',
      'docs.docker.com',
      'docs.github.com',
      'developer.hashicorp.com',
      'registry.terraform.io',
      'pkg.go.dev',
      'plugins.jenkins.io',
    ],
    scheme: 'http',
    path: /^.*$/,
    case: 'moved',
    to: ([path], { host }) => `https://${host}${/^\/index\.html?$/i.test(path) ? '/' : path}`,
    keep: 'all',
    exact: true,
  },
];

function registry(provider: string, page = ''): Replacement {
  const name = provider.toLowerCase();
  if (name === 'terraform') {
    // The built-in provider has one data source, documented with the language.
    return {
      url: 'https://developer.hashicorp.com/terraform/language/state/remote-state-data',
      exact: page === '/data-sources/remote_state',
    };
  }
  const owner = providerOwners.get(name);
  if (!owner) return { url: 'https://registry.terraform.io/browse/providers', exact: false };
  return `https://registry.terraform.io/providers/${owner}/${name}/latest/docs${page}`;
}

function archivePage(page: string | undefined, wikis: string | undefined, list: string | undefined): string {
  if (page) return `/wikis/${page}.wiki`;
  if (wikis) return '/wikis';
  return list ? `/${list.toLowerCase()}` : '';
}

/** Without `index` and `.html`, which the new site does not write. */
function tidyPage(path: string | undefined): string {
  return (path ?? '').replace(/\.html$/i, '').replace(/\/(?:index)?$/i, '');
}
