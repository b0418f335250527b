import { z } from 'zod';

/** Zod would compile its schemas with `new Function`, which the content policy forbids. Imported first. */
z.config({ jitless: true });
