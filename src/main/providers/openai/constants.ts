/** OpenAI's interface. */
export const OPENAI_URL = 'https://api.openai.com/v1';
