import type { MarkerLanguage } from './markerPhrases.ts';

/** What a bracket asks to be put in its place: "[Insert image here]". */
export const insertVerbs: Readonly<Record<MarkerLanguage, string>> = {
  en: 'insert|add|put|place|paste',
  de: 'füge|einfügen|hier',
  fr: 'insérer|insérez|ajouter',
  es: 'insertar|insertá|inserta|inserte|añadir',
  pt: 'inserir|insira|adicionar',
  it: 'inserire|inserisci|aggiungere',
  zh: '插入|此处插入|此處插入|在此插入|在此处插入',
  ja: 'ここに',
};

/** What is put there: with one of these the bracket is certainly meant for the author, not for a form's reader. */
export const insertObjects: Readonly<Record<MarkerLanguage, string>> = {
  en: 'image|images|picture|figure|screenshot|screen shot|diagram|photo|illustration|chart|graph|table|map|caption|link|url|reference|citation|text|content|code|example|quote',
  de: 'bild|abbildung|grafik|foto|tabelle|text|diagramm|screenshot|link|zitat',
  fr: 'image|figure|capture|schéma|photo|tableau|texte|diagramme|lien|citation|illustration',
  es: 'imagen|figura|captura|foto|tabla|texto|diagrama|enlace|cita|gráfico',
  pt: 'imagem|figura|captura|foto|tabela|texto|diagrama|link|citação|gráfico',
  it: 'immagine|figura|schermata|foto|tabella|testo|diagramma|link|citazione|grafico',
  zh: '图|圖|截图|截圖|表格|图片|圖片|文字|链接|代码',
  ja: '図|画像|写真|表|スクリーンショット|テキスト|文章|リンク|コード',
};

/** Sections whose brackets are meant for the reader to fill in. */
export const templateTitle =
  /\b(?:templates?|letters?|forms?|samples?|checklists?|worksheets?|questionnaires?|scripts?|vorlagen?|muster|formulare?|modèles?|lettre|formulaire|plantillas?|formulario|modelos?|formulário|modello|modulo)\b|模板|范本|表格|テンプレート|雛形|様式/iu;

/** After TODO these make it a thing (a to-do list, a TODO app, a TODO comment) and no reminder. */
export const todoThings: ReadonlySet<string> = new Set(
  `list lists item items app apps application applications note notes comment comments task tasks server service tag tags
  marker markers entry entries component components example examples page board table model class store manager tracker
  reminder reminders label labels annotation annotations keyword keywords mvc api tree highlighter plugin statement
  statements data database backend frontend object objects resource resources type types project view views controller
  file files count counter column columns in's is are was were means stands marks liste listen lista listas eintrag
  einträge anwendung kommentar kommentare aplicación aplicações aplicativo applicazione`.split(/\s+/),
);

/** Words before a mark that make it a word spoken of: "the comment TODO: …", "markers such as FIXME". */
export const talkOfMarks: ReadonlySet<string> = new Set(
  `the a an this that these those your our my their its comment comments marker markers tag tags word words keyword keywords
  label labels string prefix write writing type typed typing called named as like with of say says said kommentar
  kommentare das der die den wort comentario comentarios mot commentaire etiqueta`.split(/\s+/),
);

/** Words after which XXXX stands for a fact the author did not have: "In XXXX the first domain was registered to XXXXXX". */
export const beforeFact: ReadonlySet<string> = new Set(
  `in to by at since until till from about around approximately roughly circa ca over nearly almost and on between costs was were is
  im am bis seit von vom für etwa rund und en vers depuis desde hasta hacia em até nel dal al ad`.split(/\s+/),
);

/** Words that make it a metavariable: "where XXXX is the port", "replace XXXX", "set it to XXXX". */
export const metavariableTalk: ReadonlySet<string> = new Set(
  `where replace replaced replacing substitute format pattern form like placeholder stands represents denotes set change
  rename assign equal equals point map bind write type enter use named called version port number code id line value field ticket
  bug issue error name file folder directory address variable string wobei ersetze ersetzen où remplacez donde reemplace onde
  substitua dove sostituire digits hi hello dear hallo liebe lieber bonjour cher chère hola estimado estimada olá ciao`.split(
    /\s+/,
  ),
);
