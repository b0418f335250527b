/** Words with which a sum is told, and a difference; without one a figure has to be known as it is. */
export const SUM =
  /\b(?:together|in all|altogether|total(?:s|ling)?|sum|combined|both|plus|adds?|(?<!\b(?:you|we|they|were|was) )added(?! seats?)|adding|add(?:s|ed|ing)? up|all in all|mak(?:es|ing) it|and|\+)\b/;
export const DIFFERENCE =
  /\b(?:left|remain(?:s|ing)?|more|less|fewer|higher|lower|larger|smaller|above|below|over|under|beyond|beats?|rose|rise|rises|risen|fell|fall|falls|grew|grow|grown|growth|increas\w*|decreas\w*|decline\w*|drop\w*|jump\w*|climb\w*|went up|went down|difference|sav(?:e|es|ed|ing|ings)|extra|additional|gap|short|(?<!\bmakes? )(?<!\bmade )(?<!\br[ua]ns? )up|down|chang\w*|than|cheaper|dearer|free|spare|available|unused|untouched|room|headroom|did not|didn't|ahead|to go|gained|lost|missing|exceed\w*|excess|remainder|rest|added|adds|another|on top|leaves?|leaving)\b|\bthe (?:last|final) [\d$€£]/;

/** Words that say which of two is more. */
export const MORE = /\b(?:more|higher|above|over|dearer|up|rose|grew|climbed|increased)\b/;
export const LESS = /\b(?:less|lower|below|under|cheaper|down|fewer|fell|dropped|sank|decreased)\b/;

/** Words for what is not used of a whole. */
export const LEFT = /\b(?:left(?! (?:for \p{L}+ )?to pay)|remain\w*|to go|to spare|spare|covers? another)\b/u;

/** Words that say that two were added; `and` alone may join anything. */
export const TOGETHER =
  /\b(?:together|in all|altogether|total(?:s|ling)?|sum|combined|both|plus|adds?(?: up)?|added|adding|all in all|mak(?:es|ing) it)\b/;
