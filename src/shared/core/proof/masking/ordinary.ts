import { isEnglish } from '../english';

/** Words of which our own sentences and figures are made: masked everywhere, a project called so would leave nothing to read. */
const OURS = new Set(
  (
    'a about above account action advice alert alerts all amount an and any are as at average be because before below between bill ' +
    'billed billing budget budgets but by calm cap change charge charged charges code connection connections cost costs count credit critical ' +
    "currency current data day days day's detail dollars due each end estimate expected fee fees figure figures first for forecast free from " +
    'full gain gb growth had has have high hour hours if in included is it key kind known last least left length less limit limits line lines ' +
    'list low mb message metric metrics minutes missing month monthly more most name named names new next no none not note now number of off ' +
    'on one or other out over paid past percent period plan plans price prices pro product project projected projects provider ' +
    'providers quantity range rate read reads reason recommendation recommendations region requests reset resets result role room same ' +
    'seat seats seconds service severity share size so soon source start state status step steps stop stops storage sum summary text than ' +
    'that the their them then there these they this time title to today tokens total totals unit units until up usage use used user value ' +
    'warning was watch week weeks what when which while who why will with within work would year yes you your zone true false null'
  ).split(' '),
);

/** How a name is told from a word: `never` is a name wherever it stands, `word` may be a word, `ours` is one of our own. */
export function isOrdinary(name: string): 'never' | 'word' | 'ours' {
  if (OURS.has(name)) {
    return 'ours';
  }
  return /^\p{L}+$/u.test(name) && isEnglish(name) ? 'word' : 'never';
}
