/** Given names that are often a whole mailbox: `anna@…`. Lower case, without accents. */
export const givenNames: ReadonlySet<string> = new Set(
  `aaron adam adrian aisha akira alain alan alba albert alberto aldo alejandro alessandro alex alexander alexandra alexandre alexis alfred alfredo
  alice alicia alina amanda amelie amit amy ana anders andre andrea andreas andres andrew angela anil anita anja anna anne annette antoine anton
  antonio arjun arthur astrid aurelie axel barbara bart beatrice ben benjamin bernard bernd bernhard bjorn bob brad brian bruce bruno carl carla
  carlo carlos carmen carol carolina caroline catherine cecile cedric celine chantal charles charlotte chen chiara chloe chris christian christina
  christine christoph christophe claire clara claude claudia claudio clement colin daisuke damien dan daniel daniela david dean deborah denis
  dennis diana diego dieter dirk dmitri dominik dominique donald doris doug duncan eduardo edward elena eleonora elias elisa elizabeth ellen
  emilie emily emma enrico eric erik ernst esther eugene eva evelyn fabian fabien fabio fabrice felipe felix fernanda fernando florence florian
  francesca francesco francisco franck francois frank fred frederic gabriel gabriela gary georg george gerd gerhard giovanni giulia giuseppe
  gordon grace graham greg gregory guido guillaume gunter gustavo hanna hannah hannes hans harald harry heather heidi heike heinz helen helene
  helmut henri henrik henry herbert hiroshi holger hugo ian ignacio igor ines inge ingrid irene iris isabel isabelle ivan jack jacob jacques
  jakob james jan jana jane janet jason javier jean jeff jeffrey jennifer jens jeremy jerome jesse jessica jim joachim joan joanna joao joe joel
  johan johanna johannes john jon jonas jonathan jordan jorge jose josef joseph josh joshua juan juergen julia julian julie julien jurgen justin
  kai karen karin karl karsten katharina kathrin katrin kate kathy katja keith kelly ken kenji kevin kim klaus konrad kristin kumi kurt kyle lars
  laura laurent lea lena leo leon leonardo leonie leticia lisa liu lorenzo lothar louis luc luca lucas lucia lucie lucy luigi luis luisa lukas
  luke maja manfred manuel manuela marc marcel marcelo marco marcos marcus margaret maria mariana marie marina mario marion mark markus marta
  martin martina mary massimo mathias mathieu matt matteo matthew matthias matthieu maurice max maxime mei melanie michael michaela michel michele
  miguel mike miriam mohamed monica monika nadia nadine naomi natalia natalie nathalie nathan neil nicholas nick nicola nicolas nicole niels nils
  nina noah nora norbert olaf oleg oliver olivia olivier oscar otto pablo paolo pascal patricia patrick patrik paul paula paulo pedro peter petra
  philip philipp philippe pierre pietro rachel rafael rainer ralf ralph ramon raphael raul ravi rebecca regina rene renate ricardo riccardo richard
  rob robert roberto robin rodrigo roger roland rolf roman ron rosa roy ruben rudolf ruth ryan sabine sabrina sam samantha samuel sandra sandro
  sara sarah sascha satoshi sebastian sebastien serge sergei sergio sharon silke silvia simon simona simone sofia sonia sonja sophie stefan stefania
  stefano stephan stephane stephanie stephen steve steven stuart sue susan susanne suzanne sven sylvia sylvie takashi takeshi tanja taro tatiana
  ted teresa theo theresa thiago thierry thomas thorsten tim timo tina tobias todd tom tomas tony torsten udo ulrich ulrike ursula ute uwe valentina
  valerie vanessa vera veronika victor victoria vijay vincent vincenzo vladimir volker walter wang wei wendy werner wilhelm will william wolfgang
  xavier yan yann yannick yves yuki yuri yvonne zoe`.split(/\s+/),
);
