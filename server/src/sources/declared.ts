import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { sourceInput } from './contract';
import { attributesOf, siteTypes } from './entries';
import { suggestedFields } from './mapping';
import type { SourcesService } from './service';

/** `pluginOptions.crm.capture` of a content type; `{}` is enough where the attributes' names speak for themselves. */
const declaration = sourceInput.omit({ uid: true }).partial();

/** Brings the sources in line with the schemas of the site. A declaration that does not fit is told and left out. */
export const syncDeclared = async (strapi: Core.Strapi, sources: Pick<SourcesService, 'declare' | 'retireDeclared'>): Promise<void> => {
  const declared: string[] = [];
  for (const type of siteTypes(strapi)) {
    const options = (type.pluginOptions?.crm as { capture?: unknown } | undefined)?.capture;
    if (options === undefined || options === false) continue;
    const key = `code:${type.uid}`;
    declared.push(key);
    try {
      const given = declaration.parse(options === true ? {} : options);
      const name = given.name ?? type.info.displayName ?? type.info.singularName;
      // eslint-disable-next-line no-await-in-loop -- a handful, once at start
      await sources.declare(key, sourceInput.parse({ trigger: 'created', fields: suggestedFields(attributesOf(type)), ...given, name, uid: type.uid }));
    } catch (error) {
      strapi.log.error(`CRM: pluginOptions.crm.capture of ${type.uid} is left out. ${error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message}`);
    }
  }
  await sources.retireDeclared(declared);
};
