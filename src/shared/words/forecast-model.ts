/** Why an answer of a forecast model that the user brings is not read to its end. */
export const MODEL_ANSWERS_TOO_MUCH = 'The model answered more than 4 MB.';
