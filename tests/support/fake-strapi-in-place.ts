import { jest } from '@jest/globals';

/** Imported before any screen. Jest lifts a mock above the imports of a file only where `jest` is a global. */
jest.mock('@strapi/strapi/admin', () => jest.requireActual('./fake-strapi'));
