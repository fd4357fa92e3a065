/**
 * Vocabulary of filler text. Three strengths, because most of these words are also Latin, and some are Spanish,
 * Italian or English:
 * `nonsense` words are found nowhere but in filler, so two of them near each other are enough;
 * `telling` words are rare Latin that the generators are fond of, so it takes three, in a text made of little else;
 * `common` words only count when it is asked how much of a text is filler.
 */
export const nonsense: ReadonlySet<string> = wordSet(`
  lorem ipsum dolor amet
  consectetur consectetuer consetetur adipiscing adipisicing sadipscing elitr
  eiusmod eirmod euismod incididunt invidunt tincidunt nonumy nonummy
  aliquyam voluptua accusam clita kasd gubergren takimata
  ullamco cillum excepteur occaecat cupidatat
`);

/** The lipsum.com dictionary and the rest of the classic, German and older desktop-publishing passages. */
export const telling: ReadonlySet<string> = wordSet(`
  accumsan aliquam aliquet aptent arcu augue bibendum blandit condimentum congue convallis curabitur dapibus dictumst
  dignissim donec efficitur egestas eleifend facilisis faucibus fermentum feugiat fringilla fusce hendrerit himenaeos
  iaculis imperdiet inceptos lacinia laoreet lobortis luctus maecenas malesuada mattis molestie mollis mauris
  nascetur natoque nibh nisl nullam ornare parturient pellentesque penatibus pharetra phasellus placerat porta porttitor
  posuere praesent pulvinar quisque rhoncus rutrum sagittis scelerisque sociosqu sodales sollicitudin suscipit suspendisse
  tellus tortor tristique turpis ullamcorper ultrices ultricies vehicula venenatis vestibulum vivamus viverra volutpat
  vulputate aenean cras proin risus
  exercitation laboris fugiat proident deserunt mollit reprehenderit
  duis wisi luptatum zzril delenit feugait nostrud
  rebum sanctus stet diam voluptatem accusantium doloremque laudantium aperiam inventore aspernatur consequuntur
  nesciunt numquam quaerat exercitationem laboriosam perspiciatis dolorem adipisci
  accusamus dignissimos ducimus praesentium voluptatum deleniti corrupti excepturi occaecati cupiditate
  similique repellendus recusandae reiciendis perferendis asperiores
`);

export const common: ReadonlySet<string> = wordSet(`
  a ab ac ad alias aliqua aliquid aliquip amet anim animi ante architecto at atque aut autem beatae bibendum class
  commodi commodo consequat consequatur conubia corporis cubilia culpa cum cumque curae cursus debitis delectus dicta
  dictum dis distinctio do dolore dolores doloribus dolorum dui duo ea eaque earum eget elementum eligendi elit
  enim eos eius error erat eros esse est et etiam eu eum eveniet ex expedita explicabo facere facilis facilisi facilisis
  fames felis finibus fuga fugit gravida habitant habitasse hac harum hic id illo illum impedit in inceptos integer
  interdum ipsa ipsam irure iste itaque iure iusto justo labore laborum lacus lectus leo libero ligula litora lorem
  magna magnam magni magnis maiores massa maxime maximus metus mi minim minima minus modi molestiae molestias mollitia
  montes morbi mus nam natus nec nemo neque netus nihil nisi no nobis non nostra nostrum nulla nunc obcaecati odio odit
  officia officiis omnis optio orci pariatur per platea porro possimus potenti pretium primis provident purus quae quam
  quas quasi qui quia quibusdam quidem quis quisquam quo quod quos ratione rem rerum ridiculus saepe sapien sapiente sea
  sed sem semper senectus sequi si sint sit soluta sunt taciti tempor tempora tempore temporibus tempus tenetur torquent
  totam ullam unde urna ut varius vel velit veniam veritatis vero vim vitae vix vos voluptas voluptate voluptates
  voluptatibus voluptatum
`);

/**
 * Kitchen fillers ("Marzipan fruitcake oat cake" stands in a real Markua test file). Their words are all honest food, so
 * only a text of nothing else, without a comma, that names some of the `rare` ones counts.
 */
export const kitchenFamilies: readonly { readonly words: ReadonlySet<string>; readonly rare: ReadonlySet<string> }[] = [
  {
    words: wordSet(`
      apple bar bear bears beans biscuit bonbon brownie cake candy canes caramels carrot cheesecake chocolate chupa chups
      claw cookie cotton croissant cupcake danish dessert donut dragée drops fruitcake gingerbread gummi gummies halvah
      ice cream icing jelly o jujubes lemon liquorice lollipop macaroon marshmallow marzipan muffin oat pastry pie
      plum powder pudding roll sesame snaps soufflé sugar sweet tart tiramisu toffee tootsie topping wafer
      i love
    `),
    rare: wordSet('bonbon chupa dragée fruitcake gummi gummies halvah jujubes marzipan tootsie'),
  },
  {
    words: wordSet(`
      andouille bacon ball beef belly biltong boudin brisket bresaola buffalo burgdoggen capicola chicken chislic chop chuck
      corned cow cupim doner drumstick fatback filet flank frankfurter ground ham hamburger hock jerky jowl kevin
      kielbasa landjaeger leberkas loin meatball meatloaf mignon pancetta pastrami picanha pig porchetta pork prosciutto
      ribeye ribs rump salami sausage shank shankle short shoulder sirloin spare steak strip swine tail tenderloin tip t bone
      tongue tri turducken turkey venison
    `),
    rare: wordSet(
      'andouille biltong boudin burgdoggen capicola chislic cupim fatback landjaeger leberkas shankle turducken',
    ),
  },
];

/**
 * Sentences that stand in filler and nowhere else: the pangram and word-mountain texts of the blind text generators,
 * the fable of the European languages, the usual English translation of Cicero's passage. Lower case, one space
 * between words, no punctuation.
 */
export const fillerSentences: readonly string[] = [
  'far far away behind the word mountains',
  'far from the countries vokalia and consonantia',
  'they live in bookmarksgrove right at the coast of the semantics',
  'hinter den wortbergen fern der länder vokalien und konsonantien',
  'ein kleines bächlein namens duden fließt durch ihren ort',
  'más allá de las montañas de palabras',
  'li europan lingues es membres del sam familie',
  'lor separat existentie es un myth',
  'li lingues differe solmen in li grammatica',
  'ma quande lingues coalesce li grammatica',
  'li nov lingua franca va esser plu simplic',
  'their separate existence is a myth for science music sport',
  'everyone realizes why a new common language would be desirable',
  'but i must explain to you how all this mistaken idea',
  'who loves or pursues or desires to obtain pain of itself',
  'on the other hand we denounce with righteous indignation and dislike men',
  'djs flock by when mtv ax quiz prog',
  'worte wie hamburgefonts rafgenduks oder handgloves',
  'mussum ipsum cacilds vidis litro abertis',
  'zombie ipsum reversus ab viral inferno',
];

/** What a paragraph begins with that says of itself that it is filler. Same form as above. */
export const fillerDeclarations: readonly string[] = [
  'this is placeholder text',
  'this is a placeholder text',
  'this is dummy text',
  'this is a dummy text',
  'this is filler text',
  'dies ist ein blindtext',
  'dies ist blindtext',
  'das ist ein blindtext',
  'hier steht ein blindtext',
  'hier steht blindtext',
  'ich bin ein blindtext',
  'ich bin blindtext',
  'dies ist ein typoblindtext',
  'dies ist ein platzhaltertext',
  'dies ist platzhaltertext',
  'hier steht ein platzhaltertext',
  'ceci est un faux texte',
  'ceci est du faux texte',
  'ceci est un texte de remplissage',
  'ceci est un texte factice',
  'este es un texto de relleno',
  'esto es un texto de relleno',
  'este es texto de relleno',
  'esto es texto de relleno',
  'aquí va texto de relleno',
  'aquí va el texto de relleno',
  'este é um texto de preenchimento',
  'isto é um texto de preenchimento',
  'este é um texto fictício',
  'questo è un testo segnaposto',
  'questo è un testo di riempimento',
  'questo è testo di riempimento',
  'questo è un testo fittizio',
  'questo è un testo riempitivo',
];

/** Names of filler that are filler only as a whole paragraph, said once or over and over. */
export const fillerNames: readonly string[] = [
  'placeholder text',
  'dummy text',
  'filler text',
  'blindtext',
  'platzhaltertext',
  'faux texte',
  'texte de remplissage',
  'texto de relleno',
  'texto de preenchimento',
  'testo segnaposto',
  'testo di riempimento',
];

/** The same for scripts that put no space between words: a paragraph that begins so is filler. */
export const fillerDeclarationsCjk: readonly string[] = [
  'これはダミーテキスト',
  'これはダミーの文章',
  'これはダミー文章',
  'この文章はダミー',
  'このテキストはダミー',
  'ここにダミーテキスト',
  'ダミーテキストです',
  'ダミーテキストが入ります',
  'サンプルテキストサンプルテキスト',
  'ダミーテキストダミーテキスト',
  'ダミー文章ダミー文章',
  '这里是占位',
  '此处为占位',
  '此处是占位',
  '这是占位文',
  '这是一段占位',
  '这里是一段占位',
  '占位文本占位文本',
  '占位文字占位文字',
  '這裡是佔位',
  '這是佔位文',
  '這是一段佔位',
  '此處為佔位',
  '佔位文字佔位文字',
];

export const fillerNamesCjk: readonly string[] = [
  'ダミーテキスト',
  '占位文本',
  '占位文字',
  '占位内容',
  '佔位文字',
  '佔位文本',
  '佔位內容',
];

/** Who speaks of filler, or of Cicero, uses one of these near it; then the passage is a subject, not a leftover. */
export const talkOfFiller: ReadonlySet<string> = wordSet(`
  placeholder placeholders dummy filler generator generators typesetting typesetter typesetters typography typographic typographer
  printer printers printing letraset specimen specimens gibberish nonsense passage latin cicero cicero's rackham
  blindtext blindtexte blindtexten blindtexts platzhaltertext typografie relleno remplissage riempimento
  preenchimento
`);

/** The name of his book, *de Finibus*, counts only as a whole: the dictionary of lipsum.com has the second word too. */
export const attribution: ReadonlySet<string> = wordSet(
  "cicero cicero's cicéron cicerón cicerone cícero ciceros rackham",
);

export const attributionCjk: readonly string[] = ['西塞罗', '西塞羅', 'キケロ'];

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
