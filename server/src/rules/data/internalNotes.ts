/**
 * Who may read a text. They are also the names of levels of confidentiality, which a handbook explains to its readers in
 * tables and lists. Form as below.
 */
export const audiencePhrases: readonly string[] = split(`
  internal only; internal use only; for internal use only; for internal use; company internal; not for customers;
  not for external use; do not distribute; not for distribution; strictly confidential; nur intern; nur für internen
  gebrauch; nur für den internen gebrauch; nur zum internen gebrauch; streng vertraulich; usage interne; usage interne
  uniquement; à usage interne; solo uso interno; sólo para uso interno; solo para uso interno; apenas uso interno;
  somente uso interno; solo per uso interno; 内部使用; 仅限内部使用; 仅供内部使用; 内部资料; 仅供内部参考; 內部使用; 僅限內部使用; 社外秘; 社内限定; 社内用;
  部外秘
`);

/**
 * What people write for colleagues. Most of these words are also said to readers ("do not publish port 22",
 * "an internal-only load balancer"), so a phrase counts alone in its paragraph, bracket, or before a colon.
 * Lower case, parted by semicolons.
 */
export const internalPhrases: readonly string[] = [
  ...audiencePhrases,
  ...split(`
  internal note; internal notes; internal comment; note to editor; note to the editor; note to editors;
  note to reviewer; note to reviewers; note to the author; note to authors; do not publish; do not publish yet;
  don't publish; not for publication; not for publishing; not to be published; do not share;
  do not share externally; do not forward; do not print; remove before publishing; remove before publication;
  remove before release; remove before print; delete before publishing; delete before publication;
  delete this before publishing; remove this before publishing; please review; needs review; to be reviewed;
  needs legal review; interne notiz; nicht veröffentlichen; noch nicht veröffentlichen; nicht weitergeben;
  vor veröffentlichung löschen; vor veröffentlichung entfernen; vor der veröffentlichung löschen;
  vor der veröffentlichung entfernen; bitte gegenlesen; ne pas publier; ne pas diffuser; note interne; à relire;
  no publicar; no difundir; nota interna; não publicar; não divulgar; non pubblicare; non diffondere; 请勿外传; 请勿发布;
  暂不发布; 不要发布; 請勿外傳; 請勿發布; 公開禁止; 公開しないでください
`),
];

/** Said among colleagues only in brackets: elsewhere an author talks to himself before the reader. Same form. */
export const bracketedPhrases: readonly string[] = split('note to self; note to myself');

/** "(… product group will update it soon)": what is promised among colleagues, in brackets. */
export const promise =
  /\b(?:we'll|we’ll|we will) (?:update|correct|rewrite|revise|translate) (?:this|the|our) (?:docs?|document|documentation|page|section|chapter|guide|handbook|manual)(?: (?:soon|later|shortly|next week|next month|asap))\b|(?<!\bwe )\b(?:will|they'll|they’ll|to|should|must) (?:update|fix|correct|rewrite|revise|extend|change|translate) (?:it|this|that|these|them|the (?:doc|docs|document|page|link|text|table|section|chapter|screenshot|screenshots))(?: (?:soon|later|shortly|next week|next month|asap))\b|\bwill be (?:updated|fixed|corrected|rewritten|revised|translated) (?:soon|later|shortly|asap) by\b|\b(?:i|we) (?:will|still (?:have|need) to) (?:ask|check with|clarify|confirm with|confirm this|verify this)\b|\b(?:wird|werden) (?:bald|demnächst|noch) (?:aktualisiert|angepasst|korrigiert|überarbeitet)\b|\bsera bientôt (?:mise? à jour|corrigée?)\b|稍后(?:会)?更新|近期(?:会)?更新|后续(?:会)?更新|後日更新/iu;

/** One of these is in every such promise that has words of Latin letters. */
export const promiseWords: readonly string[] =
  `soon later shortly week month asap ask check clarify confirm verify aktualisiert angepasst korrigiert überarbeitet
  bientôt`.split(/\s+/);

/** Where people have their private mailboxes. */
export const freeMailHosts =
  /^(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|t-online|freenet|arcor|posteo|mailbox|protonmail|proton|pm|fastmail|qq|163|126|foxmail|sina|sohu|naver|docomo|orange|wanadoo|laposte|free|libero|virgilio|uol|bol|terra|telefonica|mail|yandex)\.(?:com|net|org|de|at|ch|fr|it|es|pt|br|cn|jp|ru|me|co\.uk|co\.jp|com\.br|com\.cn)$/;

/** Words of a mailbox that belongs to more than one person: `people-ops`, `gdd-authors`. */
export const teamWords: ReadonlySet<string> = new Set(
  `all be core department desk dev docs engineering fe group groups list lists mailing members office ops org people
  product project staff team teams tech user users working`.split(/\s+/),
);

/** Mailboxes of a role, which are made to be published. */
export const roleMailboxes: ReadonlySet<string> = new Set(
  `abuse account accounts admin administrator ads advertising alerts announce api apply authors billing bookings books bounce business
  careers ceo chair community compliance conduct contact contacto contactus contato contributors copyright customer customercare
  customerservice customers cs data dataprotection datenschutz dev developer developers devops dmca do-not-reply donations donotreply editor editorial
  editors education email enquiries enquiry errata errors events export feedback finance foundation fraud general git hallo hello help
  helpdesk hi hilfe home hostmaster hr impressum info information inquiries inquiry invest investors it jobs join kontakt kundenservice legal license
  licensing list listserv live mail mailbox mailer-daemon mailman marketing me media members membership moderators news newsletter
  no-reply noc noreply notifications office open-source opensource order orders partner partners patent permissions policy post postmaster press
  presse privacy publisher pr redaktion register registrar registration releases reply report reports request requests research reservations root rsvp
  sales school science security service servicedesk services shop signup soporte spam sponsor sponsors staff store studio submissions
  subscribe suggestions support supporto suporte system team tech techsupport trademark training translations unsubscribe update updates
  usenet user users verkauf vertrieb volunteer web webmaster website welcome whois www`.split(/\s+/),
);

/** What stands for somebody's name in an example. */
export const sampleMailboxes: ReadonlySet<string> = new Set(
  `you your nombre nom nome vorname usuario correo ejemplo utilisateur utente yourname your-name your.name youremail your-email your_email name username user user1 user2 someone somebody anyone nobody
  person example sample test tester demo foo bar baz alice bob charlie carol dave eve mallory john jane joe john.doe jane.doe johndoe janedoe
  john.smith jane.smith jdoe jsmith doe max.mustermann mustermann max erika.mustermann juan.perez mario.rossi jean.dupont zhangsan lisi
  hanako taro recipient sender from to customer1 employee student firstname.lastname first.last firstname lastname vorname.nachname x xx xxx xyz abc a b`.split(
    /\s+/,
  ),
);

/** Domains of examples: those RFC 2606 and RFC 6761 keep free, and those everybody makes up. The part before the last dot counts too. */
export const sampleDomains: ReadonlySet<string> = new Set(
  `example test invalid localhost local internal domain mydomain yourdomain your-domain somedomain anydomain otherdomain company mycompany yourcompany your-company
  acme contoso fabrikam northwind foo bar foobar site mysite yoursite website yourwebsite email mail host server corp org myorg yourorg mustermann musterfirma
  beispiel exemple ejemplo exemplo esempio something somewhere whatever xyz abc xxx`.split(/\s+/),
);

/** Titles of sections in which people publish their addresses. */
export const contactTitle =
  /\b(?:about|authors?|contacts?|contributors?|contributions?|credits?|acknowledge?ments?|thanks|feedback|errata|copyright|colophon|imprint|preface|foreword|dedication|editors?|reviewers?|conclusions?|epilogue|afterword|getting in touch|get in touch|stay in touch|autor(?:en|in|es|as|e|i)?|über|kontakt|impressum|vorwort|danksagung|dank|mitwirkende|nachwort|auteurs?|à propos|remerciements|préface|contacto|contato|agradecimientos|agradecimentos|prólogo|prefácio|contatti|ringraziamenti|prefazione|autore)\b|作者|联系|聯繫|联络|致谢|致謝|前言|关于|關於|著者|連絡先|謝辞|はじめに|まえがき|あとがき|お問い合わせ/iu;

/** What is said where an address is given to the reader on purpose: "I look forward to your comments (…)". */
export const invitation =
  /\b(?:e-?mail me|mail me|write (?:to )?me|write us|contact me|contact us|reach me|reach us|reach out to (?:me|us)|let (?:me|us) know|tell (?:me|us)|send me|send us|drop (?:me|us)|my e-?mail|our e-?mail|my address|feedback|your (?:comments?|suggestions|corrections|thoughts|questions)|questions or|corrections|errata|typos?|schreib(?:en|t)? (?:sie )?(?:mir|uns)|anregungen|rückmeldung(?:en)?|meine (?:e-?mail|adresse)|écrivez[- ](?:moi|nous)|contactez[- ](?:moi|nous)|vos (?:commentaires|remarques)|escríb[ea](?:me|nos)|tus comentarios|sus comentarios|escreva[- ](?:me|nos)|seus comentários|scrivetemi|scrivimi|i vostri commenti)\b|联系我|联系我们|聯繫我|反馈|ご意見|ご連絡/iu;

function split(phrases: string): string[] {
  return phrases.split(';').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
}
