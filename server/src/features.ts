import { capture } from './capture';
import { companies } from './companies';
import { consents } from './consents';
import { contacts } from './contacts';
import { drafts } from './drafts';
import { files } from './files';
import { forms } from './forms';
import { identity } from './identity';
import { jobs } from './jobs';
import { mergeFeatures } from './kernel/feature';
import { leads } from './leads';
import { mail } from './mail';
import { matching } from './matching';
import { processing } from './processing';
import { notices } from './notices';
import { optIn } from './opt-in';
import type { CrmServices } from './services';
import { settings } from './settings';
import { sources } from './sources';
import { spam } from './spam';
import { submissions } from './submissions';
import { timeline } from './timeline';
import { traffic } from './traffic';
import { visits } from './visits';

/** THE order: a feature imports only features above it. */
export const features = mergeFeatures<CrmServices>([settings, jobs, traffic, identity, companies, contacts, matching, timeline, mail, consents, files, forms, drafts, submissions, spam, visits, optIn, notices, capture, leads, sources, processing]);
