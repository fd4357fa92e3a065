import { describe, expect, it } from 'vitest';
import type { HelpLinksConfig } from '../../../server/src/config/config.ts';
import { classifyHelpLink } from '../../../server/src/links/classify.ts';

const bare: HelpLinksConfig = { centres: [], migrations: [], maxAge: 180 };

/** `case`, `case! new` for an exact move, `case? new` for a suggestion, or `-`. */
function classify(url: string, config: HelpLinksConfig = bare): string {
  const found = classifyHelpLink(url, config);
  if (!found) return '-';
  return found.replacement === undefined ? found.case : `${found.case}${found.exact ? '!' : '?'} ${found.replacement}`;
}

describe('the known forms of LINKS.md', () => {
  it.each([
    ['https://www.alibabacloud.com/help/doc-detail/130927.htm', 'legacy'],
    ['https://alibabacloud.com/help/en/doc-detail/1.html?spm=a2c63#concept', 'legacy'],
    ['https://www.alibabacloud.com/help/product/35468.htm', 'legacy'],
    ['https://www.alibabacloud.com/help/zh/faq-detail/40637.htm', 'legacy'],
    ['https://jp.alibabacloud.com/help/doc-detail/53045.htm', 'legacy'],
    ['https://intl.aliyun.com/help/doc-detail/25.htm', 'legacy? https://www.alibabacloud.com/help/doc-detail/25.htm'],
    ['https://partners-intl.aliyun.com/help/ecs/x', 'moved? https://www.alibabacloud.com/help/ecs/x'],
    ['https://help.aliyun.com/document_detail/25365.html', 'legacy'],
    ['https://help.aliyun.com/knowledge_detail/1.htm', 'legacy'],
    ['https://help.aliyun.com/product/12.html', 'legacy'],
    ['https://www.alibabacloud.com/help', 'home'],
    ['http://alibabacloud.com/help/', 'home'],
    ['https://www.alibabacloud.com/help/en/', 'home'],
    ['https://help.aliyun.com/', 'home'],
    [
      'https://www.alibabacloud.com/help/en/cloud-enterprise-network/latest/x',
      'moved? https://www.alibabacloud.com/help/en/cen/latest/x',
    ],
    ['https://www.alibabacloud.com/help/apsaradb-for-rds', 'moved? https://www.alibabacloud.com/help/rds'],
    ['https://docs.microsoft.com/de-de/azure/x?view=y#z', 'moved! https://learn.microsoft.com/azure/x?view=y#z'],
    ['https://docs.microsoft.com/azure', 'moved! https://learn.microsoft.com/azure'],
    ['https://docs.microsoft.com', 'moved! https://learn.microsoft.com/'],
    [
      'https://msdn.microsoft.com/en-us/library/ff648644.aspx#c1',
      'moved? https://learn.microsoft.com/library/ff648644.aspx#c1',
    ],
    ['http://technet.microsoft.com', 'moved? https://learn.microsoft.com/'],
    [
      'https://www.terraform.io/docs/providers/aws/index.html',
      'moved! https://registry.terraform.io/providers/hashicorp/aws/latest/docs',
    ],
    [
      'https://terraform.io/docs/providers/aws',
      'moved! https://registry.terraform.io/providers/hashicorp/aws/latest/docs',
    ],
    [
      'https://www.terraform.io/docs/providers/alicloud/r/vpc.html#argument-reference',
      'moved! https://registry.terraform.io/providers/aliyun/alicloud/latest/docs/resources/vpc#argument-reference',
    ],
    [
      'https://www.terraform.io/docs/providers/google/d/x',
      'moved! https://registry.terraform.io/providers/hashicorp/google/latest/docs/data-sources/x',
    ],
    [
      'https://www.terraform.io/docs/providers/unheard/r/x.html',
      'moved? https://registry.terraform.io/browse/providers',
    ],
    ['https://www.terraform.io/docs/providers/index.html', 'moved? https://registry.terraform.io/browse/providers'],
    ['https://www.terraform.io/docs/language/index.html', 'moved? https://developer.hashicorp.com/terraform/language'],
    [
      'https://www.terraform.io/docs/commands/plan.html',
      'moved? https://developer.hashicorp.com/terraform/cli/commands/plan',
    ],
    ['https://www.terraform.io/docs/modules/usage.html', 'moved? https://developer.hashicorp.com/terraform/docs'],
    ['http://www.miitbeian.gov.cn', 'moved! https://beian.miit.gov.cn/'],
    ['http://miitbeian.gov.cn/publish/query/indexFirst.action', 'moved! https://beian.miit.gov.cn/'],
    ['https://www.beian.miit.gov.cn/', 'moved! https://beian.miit.gov.cn/'],
    ['http://beian.miit.gov.cn/', 'moved! https://beian.miit.gov.cn/'],
    ['http://beian.miit.gov.cn/index.htm', 'moved! https://beian.miit.gov.cn/'],
    [
      'http://docs.aws.amazon.com/vpc/latest/userguide/x.html',
      'moved! https://docs.aws.amazon.com/vpc/latest/userguide/x.html',
    ],
    ['https://aws.amazon.com/documentation/ec2/', 'moved? https://docs.aws.amazon.com/ec2/'],
    ['https://docs.aws.amazon.com/lambda/latest/dg/welcome.html', 'legacy'],
    [
      'https://cloud.google.com/container-engine/docs/quickstart',
      'moved? https://docs.cloud.google.com/kubernetes-engine/docs/quickstart',
    ],
    ['https://cloud.google.com/docs/authentication', 'moved? https://docs.cloud.google.com/docs/authentication'],
    [
      'https://kubernetes.io/docs/user-guide/services/',
      'moved! https://kubernetes.io/docs/concepts/services-networking/service/',
    ],
    ['https://kubernetes.io/docs/user-guide/kubectl-overview', 'legacy'],
    ['http://kubernetes.io/docs/admin/', 'legacy'],
    ['https://docs.docker.com/engine/userguide/networking/', 'legacy'],
    ['https://wiki.jenkins-ci.org/display/JENKINS/Git+Plugin', 'legacy'],
    ['https://code.google.com/p/ristretto-js/w/list', 'moved? https://code.google.com/archive/p/ristretto-js/wikis'],
    ['https://code.google.com/p/x/wiki/Home', 'moved? https://code.google.com/archive/p/x/wikis/Home.wiki'],
    ['https://code.google.com/p/x/', 'moved? https://code.google.com/archive/p/x'],
    ['https://godoc.org/golang.org/x/net/html#Node', 'moved! https://pkg.go.dev/golang.org/x/net/html#Node'],
    ['https://godoc.org/-/about', 'moved? https://pkg.go.dev/'],
  ])('%s', (url, expected) => {
    expect(classify(url)).toBe(expected);
  });

  it.each([
    'https://beian.aliyun.com/order/selfBaIndex.htm',
    'https://beian.miit.gov.cn/',
    'https://beian.miit.gov.cn/#/Integrated/index',
    'https://www.alibabacloud.com/help/en/ecs/user-guide/overview',
    'https://www.alibabacloud.com/product/25365.htm',
    'https://www.alibabacloud.com/helpdesk',
    'http://www.alibabacloud.com/product/ecs',
    'https://learn.microsoft.com/en-us/azure/',
    'https://developer.hashicorp.com/terraform/language',
    'https://www.terraform.io/',
    'https://kubernetes.io/docs/concepts/',
    'https://cloud.google.com/products/ai',
    'https://cloud.google.com/dataproc',
    'http://localhost:8080/help/',
    'http://docs.microsoft.com:8080/x',
    'https://evil.example/https://docs.microsoft.com/x',
    'https://docs.microsoft.com.evil.example/x',
    '#docs.microsoft.com',
    'docs.microsoft.com/azure',
    'mailto:a@docs.microsoft.com',
    '',
  ])('says nothing about %s', (url) => {
    expect(classify(url)).toBe('-');
  });

  it('reads the www. that a bare address begins with', () => {
    expect(classify('www.miitbeian.gov.cn')).toBe('moved! https://beian.miit.gov.cn/');
  });
});

describe('what a book adds in handbook.json', () => {
  const config: HelpLinksConfig = {
    centres: [
      { name: 'Ours', hosts: ['docs.example.com', 'example.org/manual'], home: ['/', 'https://example.org/manual/'] },
    ],
    migrations: [
      { from: 'docs.example.com/v1/*', case: 'moved', to: 'https://docs.example.com/v2/*', exact: true },
      { from: 'https://old.example.com/*/p/*', case: 'moved', to: 'https://new.example.com/*?page=*', exact: false },
      { from: '*/kb/*.asp', case: 'legacy', to: undefined, exact: false },
      { from: 'https://docs.microsoft.com/*', case: 'legacy', to: undefined, exact: false },
    ],
    maxAge: 180,
  };

  it.each([
    ['https://docs.example.com/v1/a/b', 'moved! https://docs.example.com/v2/a/b'],
    ['http://docs.example.com/v1/', 'moved! https://docs.example.com/v2/'],
    ['https://old.example.com/a/p/7', 'moved? https://new.example.com/a?page=7'],
    ['http://old.example.com/a/p/7', '-'],
    ['https://any.example/kb/17.asp', 'legacy'],
    ['https://docs.microsoft.com/azure', 'legacy'],
    ['https://docs.example.com', 'home'],
    ['https://example.org/manual/', 'home'],
    ['https://example.org/manual/a', '-'],
  ])('%s', (url, expected) => {
    expect(classify(url, config)).toBe(expected);
  });
});
