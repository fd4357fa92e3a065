/** The languages whose phrases are known. `TODO`, `FIXME`, `TBD`, `XXXX` and `???` belong to none. */
export const markerLanguages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'zh', 'ja'] as const;

export type MarkerLanguage = (typeof markerLanguages)[number];

/**
 * Where a phrase says that text is missing: as a whole paragraph, title or table cell, or alone in brackets, of any kind
 * or square only.
 */
export type PhrasePlace = 'paragraph' | 'heading' | 'cell' | 'bracket' | 'square';

export interface PhraseRow {
  readonly language: MarkerLanguage;
  readonly places: readonly PhrasePlace[];
  /** Parted by semicolons; lower case, no punctuation around. */
  readonly phrases: string;
}

const everywhere: readonly PhrasePlace[] = ['paragraph', 'heading', 'cell', 'bracket'];
const written: readonly PhrasePlace[] = ['paragraph', 'heading', 'bracket'];
/** A product's own promise may stand in brackets ("Riyadh (coming soon)"), in a table and over a list of plans. */
const promise: readonly PhrasePlace[] = ['paragraph'];

export const phraseRows: readonly PhraseRow[] = [
  { language: 'en', places: ['paragraph', 'heading', 'cell', 'square'], phrases: 'to be determined; to be decided' },
  // In round brackets these may be said of the subject: "the new roles (to be defined)".
  {
    language: 'en',
    places: ['paragraph', 'square'],
    phrases: 'tba; tbc; to be confirmed; to be announced; to be defined; to be provided; to be done',
  },
  {
    language: 'en',
    places: written,
    phrases: `
      to be written; to be added; to be added later; to be completed; to be filled in; to be
      expanded; to be supplied; to be updated; to write; not yet written; not
      written yet; still to be written; yet to be written; needs to be written; text to follow; image to follow;
      add reference; add references; image here; picture here; figure here;
      screenshot here; text here; section under construction; chapter
      under construction; book under construction; page under construction; this section intentionally left
      unfinished`,
  },
  // A title may name these as what the section is about.
  {
    language: 'en',
    places: ['paragraph', 'bracket'],
    phrases: `
      image missing; missing image; picture missing; figure missing; screenshot missing; citation needed;
      reference needed; needs citation; image placeholder; placeholder image`,
  },
  // A story may end with "To be continued", but does not put it in brackets.
  {
    language: 'en',
    places: ['square'],
    phrases: 'to be continued; expand this; rewrite this; fix this; fill in; check this',
  },
  {
    language: 'en',
    places: promise,
    phrases: `
      coming soon; under construction; work in progress; wip; more to come; content coming soon; text coming
      soon; more coming soon; more content coming soon; details to follow; more details to follow; details
      coming soon; content to follow; content to come; chapter coming soon; section coming soon`,
  },
  {
    language: 'de',
    places: written,
    phrases: `
      folgt noch; noch zu schreiben; noch zu ergänzen; noch zu klären; noch auszuarbeiten; noch zu erledigen;
      zu ergänzen; wird noch ergänzt; wird noch geschrieben; wird nachgereicht; wird noch nachgereicht; muss
      noch geschrieben werden; muss noch ergänzt werden; text folgt; text folgt noch; bild folgt; bild folgt
      noch; abbildung folgt; inhalt folgt; beschreibung folgt; bild fehlt; bild fehlt noch; text fehlt; text
      fehlt noch; hier fehlt noch was; hier fehlt noch etwas; hier fehlt noch text; hier fehlt noch ein bild;
      fehlt noch; platzhalter für bild; bild hier einfügen; hier bild einfügen; bild einfügen; noch nicht
      geschrieben`,
  },
  {
    language: 'de',
    places: promise,
    phrases: `
      in arbeit; noch in arbeit; im aufbau; in kürze; folgt in kürze; demnächst; baustelle; platzhalter`,
  },
  { language: 'de', places: ['square'], phrases: 'platzhalter; fortsetzung folgt' },
  {
    language: 'fr',
    places: written,
    phrases: `
      à compléter; à rédiger; à écrire; à définir; à préciser; à ajouter; à remplir; à faire; reste à écrire;
      reste à rédiger; en cours de rédaction; texte à venir; image à venir; image à insérer; contenu à venir;
      section à venir; image manquante; insérer une image ici`,
  },
  { language: 'fr', places: promise, phrases: 'à venir; en construction; bientôt disponible; prochainement' },
  { language: 'fr', places: ['square'], phrases: 'à suivre' },
  {
    language: 'es',
    places: written,
    phrases: `
      por completar; por escribir; por hacer; por definir; a completar; pendiente de redacción; pendiente de
      escribir; pendiente de completar; falta texto; falta imagen; falta la imagen; texto pendiente; imagen
      pendiente; contenido pendiente; sin escribir; insertar imagen aquí`,
  },
  { language: 'es', places: promise, phrases: 'próximamente; en construcción; en obras; pendiente' },
  { language: 'es', places: ['square'], phrases: 'continuará' },
  {
    language: 'pt',
    places: written,
    phrases: `
      por completar; por escrever; por fazer; por definir; a completar; a escrever; a fazer; a definir; falta
      escrever; falta texto; falta a imagem; texto pendente; imagem pendente; em elaboração; inserir imagem
      aqui`,
  },
  { language: 'pt', places: promise, phrases: 'em breve; em construção; brevemente' },
  { language: 'pt', places: ['square'], phrases: 'continua' },
  {
    language: 'it',
    places: written,
    phrases: `
      da completare; da scrivere; da fare; da definire; da aggiungere; ancora da scrivere; in corso di
      stesura; manca il testo; manca immagine; manca l'immagine; testo mancante; immagine mancante; inserire
      immagine qui; inserire qui immagine`,
  },
  { language: 'it', places: promise, phrases: 'in arrivo; in costruzione; prossimamente; in lavorazione' },
  { language: 'it', places: ['square'], phrases: 'continua' },
  {
    language: 'zh',
    places: everywhere,
    phrases: `
      待补充; 待補充; 待补; 待補; 待完善; 待续; 待續; 待写; 待寫; 待编写; 待撰写; 待更新; 待添加; 内容待补充; 內容待補充; 此处待补充; 图片待补充; 待补图; 待确认; 待確認;
      未完成; 尚未完成; 占位; 佔位`,
  },
  {
    language: 'zh',
    places: ['paragraph', 'bracket'],
    phrases: '待定; 未完待续; 未完待續; 此处插图',
  },
  {
    language: 'zh',
    places: promise,
    phrases: '敬请期待; 敬請期待; 建设中; 建設中; 编写中; 撰写中; 编辑中; 即将推出',
  },
  {
    language: 'ja',
    places: everywhere,
    phrases:
      '要追記; 追記予定; 後で追記; 後で書く; あとで書く; 後日追記; 加筆予定; 未執筆; 執筆予定; 要加筆; 書きかけ; 執筆中; 記入予定',
  },
  {
    language: 'ja',
    places: ['paragraph', 'bracket'],
    phrases: '要確認; 未定',
  },
  { language: 'ja', places: promise, phrases: '準備中; 工事中; 近日公開; 作成中' },
];

/** A statement about a chapter and its like. */
export interface StatementRow {
  readonly language: MarkerLanguage;
  /** Words that point at what it is about: "this", parted by `|`. */
  readonly pointers: string;
  /** What it is about: "chapter", parted by `|`. */
  readonly nouns: string;
  /** What it says of it; the sentence must end, or go on with `and`, `but` or a comma, behind it. */
  readonly predicate: string;
}

/** "This chapter is a work in progress." Sources of regular expressions: no row may nest a repetition in another. */
export const statementRows: readonly StatementRow[] = [
  {
    language: 'en',
    pointers: 'this',
    nouns: 'chapter|section|part|book|page|appendix|topic|handbook|guide|document|paragraph',
    predicate:
      '(?:is|are) (?:still )?(?:coming soon|under construction|(?:a )?work in progress|(?:just |only )?a (?:stub|placeholder)|(?:to be|being|yet to be|not yet|not) (?:written|completed|finished|done|continued)(?: yet| soon| later)?|incomplete|unfinished)|will be (?:written|completed|finished|added) (?:soon|later|shortly)|(?:has|have) (?:not (?:yet )?been|yet to be) (?:written|completed|finished)(?: yet)?|(?:still )?needs to be (?:written|completed|finished)',
  },
  {
    language: 'de',
    pointers: 'diese|dieser|dieses',
    nouns: 'kapitel|abschnitt|teil|seite|buch|anhang|handbuch',
    predicate:
      '(?:ist (?:noch )?(?:in arbeit|im aufbau|im entstehen|unvollständig|ein platzhalter)|ist noch nicht (?:fertig|geschrieben|vollständig)|folgt (?:noch|in kürze)|kommt noch|wird noch (?:geschrieben|ergänzt|ausgearbeitet|nachgereicht|vervollständigt)|muss noch (?:geschrieben|ergänzt|ausgearbeitet) werden|befindet sich (?:noch )?im aufbau)',
  },
  {
    language: 'fr',
    pointers: 'ce|cette',
    nouns: 'chapitre|section|partie|page|livre|annexe|paragraphe|guide',
    predicate:
      "(?:est (?:encore )?(?:en construction|en cours de rédaction|en cours d['’]écriture|à (?:écrire|rédiger|compléter|venir)|incomplète?)|reste à (?:écrire|rédiger|compléter)|n['’]est pas encore (?:écrite?|rédigée?|terminée?|complète?)|sera (?:bientôt )?(?:écrite?|rédigée?|complétée?)(?: prochainement| plus tard)?)",
  },
  {
    language: 'es',
    pointers: 'este|esta',
    nouns: 'capítulo|sección|parte|página|libro|apéndice|apartado|guía',
    predicate:
      '(?:está (?:todavía |aún )?(?:en construcción|por (?:escribir|completar|hacer)|pendiente|incomplet[oa])|(?:aún|todavía) no está (?:escrit[oa]|terminad[oa]|complet[oa]|list[oa])|se (?:completará|escribirá) (?:pronto|próximamente|más adelante))',
  },
  {
    language: 'pt',
    pointers: 'este|esta',
    nouns: 'capítulo|seção|secção|parte|página|livro|apêndice|guia',
    predicate:
      '(?:está (?:ainda )?(?:em construção|em elaboração|por (?:escrever|completar|fazer)|incomplet[oa])|ainda não (?:está|foi) (?:escrit[oa]|terminad[oa]|complet[oa]|pront[oa]|concluíd[oa])|será (?:escrit[oa]|completad[oa]) (?:em breve|mais tarde))',
  },
  {
    language: 'it',
    pointers: 'questo|questa',
    nouns: 'capitolo|sezione|parte|pagina|libro|appendice|paragrafo|guida',
    predicate:
      '(?:è (?:ancora )?(?:in costruzione|da (?:scrivere|completare|fare|finire)|in lavorazione|in corso di stesura|incomplet[oa])|non è ancora (?:stat[oa] )?(?:scritt[oa]|complet[oa]|completat[oa]|finit[oa]|terminat[oa]|pront[oa])|sarà (?:scritt[oa]|completat[oa]) (?:presto|in seguito|prossimamente))',
  },
];

/** The same for scripts without spaces; `subject` is what it is about, pointer and noun in one. */
export const statementRowsCjk: readonly (Pick<StatementRow, 'language' | 'predicate'> & {
  readonly subject: string;
})[] = [
  {
    language: 'zh',
    subject: '(?:本|这一|這一|此)(?:章|节|節|书|書|页|頁|部分|篇|小节)(?:内容|內容)?',
    predicate:
      '(?:还|還|仍|正在|尚|暂|目前)?(?:待补充|待補充|待完善|待续|待續|待更新|待编写|未完成|未写|没有写完|没写完|编写中|编写|撰写中|撰写|建设中|即将推出|敬请期待)',
  },
  {
    language: 'ja',
    subject: '(?:この|本)(?:章|節|項|セクション|ページ|書|部)(?:の内容)?は',
    predicate:
      '(?:まだ|現在)?(?:、)?(?:執筆中|準備中|作成中|工事中|未完成|未執筆|書きかけ|後で書|あとで書|近日公開|書かれていません)',
  },
];

/** Chinese writers also leave the mark bare at a line's end, or before a colon. */
export const lineEndMarks: readonly string[] = ['待补充', '待補充', '待完善', '待续', '待續', '未完待续', '未完待續'];
