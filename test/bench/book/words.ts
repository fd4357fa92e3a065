/** Words a cloud handbook is written with, the most used ones first (`Random.pickCommon`). */
export const nouns: readonly string[] = words(`
  service account region network instance policy team bucket gateway cluster database user request role image
  application certificate domain subnet address connection customer environment key log message node package plan
  price quota record resource route rule server setting storage table tag template token traffic update version volume
  zone access alert archive audit backup balance bandwidth billing bill branch budget cache channel check client code
  command compliance component condition configuration console contract control copy cost credential dashboard data
  date day deadline default delivery deployment design detail device directory disk document download edge encryption
  endpoint engineer entry error event example exception export failure feature field file filing firewall folder format
  function group guide handbook header health host identity incident index input integration interface inventory issue
  job label latency launch law layer level licence limit line link list load location machine maintenance manager
  memory method metric migration minute mode module month name notice number object office operation operator option
  order organisation output owner page parameter part partner password path payment peer peering performance period
  permission person pipeline platform point pool port portal process product profile project protocol provider proxy
  queue range rate reason recovery region registration release report repository response restart result retention
  review risk root runtime schedule schema scope script secret section security sequence session share shell signature
  size snapshot source space stage state statement step strategy string support switch system target task tenant test
  threshold ticket time tool topic transfer type upgrade upload usage vendor view warning web window worker workload
  year paragraph draft placeholder note
`);

export const verbs: readonly string[] = words(`
  use create need allow set connect check add run start stop open read write keep send get make change move apply ask
  attach block build call cause charge choose collect compare complete configure contain copy cover define delete
  deliver deny deploy describe design detach disable download encrypt enable enter expect export fail fill find finish
  follow forward grant handle hold host import include inspect install issue join launch lead limit list load log lose
  maintain manage map measure migrate monitor name notify offer operate order own pass pay permit prepare prevent print
  protect prove provide publish pull push raise reach receive recommend record reduce register release remove rename
  renew repeat replace report request require reset resolve restart restore restrict return review rotate route save
  scale schedule search select share show sign skip solve split store submit supply support take test transfer trust
  update upgrade upload verify wait warn
`);

export const adjectives: readonly string[] = words(`
  new other public private first same own global local internal external different single available common default
  existing important large small next main required separate shared short simple special static valid virtual active
  annual automatic basic central certain clear complete correct critical current daily dedicated detailed direct
  domestic empty encrypted entire equal exact extra fast final financial foreign formal free full general hidden high
  hybrid identical immediate independent individual initial international invalid known late legal likely limited long
  low manual maximum minimum mobile monthly multiple native normal official old open optional original partial
  permanent personal possible potential primary quick random rare ready real recent regional regular related relevant
  reliable remote responsible safe secondary secure sensitive serious several similar slow specific stable standard
  strict strong sure technical temporary typical unique unusual urgent useful usual visible weak whole wide wrong
`);

export const adverbs: readonly string[] = words(`
  also only always usually often now then already again still never later soon first directly automatically together
  twice quickly therefore manually separately carefully
`);

export const openers: readonly string[] = [
  'In practice',
  'After that',
  'For most teams',
  'Before you start',
  'If nothing else is said',
  'In mainland China',
  'As of this year',
  'For each account',
  'In the console',
  'During the migration',
  'By default',
];

export const blocksOfCode: readonly (readonly [language: string, lines: readonly string[]])[] = [
  [
    'bash',
    [
      'aliyun ecs DescribeRegions',
      'export REGION=cn-shanghai',
      'terraform apply -var "region=$REGION"',
      '# wait for the peering',
    ],
  ],
  [
    'js',
    [
      'const client = new Client({ region });',
      'await client.create({ name: "core" });',
      'if (!ok) throw new Error("denied");',
      '// TODO in code is code',
    ],
  ],
  ['yaml', ['apiVersion: v1', 'kind: Service', 'metadata:', '  name: gateway', 'spec:', '  ports: [443]']],
  ['json', ['{', '  "Statement": [{ "Effect": "Allow", "Action": "oss:*" }],', '  "Version": "1"', '}']],
  [
    'text',
    ['<key name="a">value</key>', '[section](#not-a-link)', '![no picture](code.png)', '10.0.0.0/8 via 10.1.2.3'],
  ],
];

export const placeholders: readonly string[] = [
  'Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod tempor invidunt ut labore et dolore magna aliquyam erat, sed diam voluptua.',
  'TODO: describe this with the network team.',
  'TBD',
  'Text to be added.',
  'FIXME the numbers of this table are from last year.',
];

export const helpLinks: readonly string[] = [
  'https://www.alibabacloud.com/help/en/ecs/user-guide/overview',
  'https://www.alibabacloud.com/help/en/cen/product-overview/what-is-cen',
  'https://learn.microsoft.com/azure/dns/dns-overview',
  'https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html',
  'https://cloud.google.com/storage/docs/introduction',
];

export const staleHelpLinks: readonly string[] = [
  'https://www.alibabacloud.com/help',
  'https://www.alibabacloud.com/help/doc-detail/130927.htm',
  'https://docs.microsoft.com/en-us/azure/virtual-network/virtual-networks-overview',
];

export const siteLinks: readonly string[] = [
  'https://www.example.org/standards/network',
  'https://en.wikipedia.org/wiki/Virtual_private_network',
  'https://github.com/hashicorp/terraform/issues',
  'https://www.rfc-editor.org/rfc/rfc1918',
  'https://www.miit.gov.cn/portal',
  'https://registry.example.com/2024/03/launch?lang=en',
  'https://developer.hashicorp.com/terraform/language',
];

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
