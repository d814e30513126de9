import { features } from '../../server/src/features';
import { actionsFor } from '../../server/src/kernel/access';
import type { Endpoint } from '../../server/src/kernel/contract';
import { permissionActions } from '../../server/src/kernel/implement';

export interface AdminEndpoint {
  /** `leads.list` */
  name: string;
  method: Endpoint['method'];
  /** As the router knows it: `/crm/leads/:id`. */
  route: string;
  /** With every parameter filled by an id that nobody has. */
  path: string;
  permission: string;
  /** Each of these lets a caller in, without the `plugin::crm.` prefix. */
  actions: string[];
}

const PREFIX = 'plugin::crm.';

export const adminEndpoints: AdminEndpoint[] = features.contracts.flatMap((contract) =>
  Object.entries(contract.endpoints)
    .filter(([, endpoint]) => !endpoint.public)
    .map(([name, { method, path, permission = '' }]) => ({
      name: `${contract.feature}.${name}`,
      method,
      route: `/crm${path}`,
      path: `/crm${path.replace(/:[^/]+/g, 'nobodyhasthisid')}`,
      permission,
      actions: actionsFor(permission, contract.scoped.includes(permission)).map((action) => action.slice(PREFIX.length)),
    })),
);

/** Every action of the plugin that a role may hold. */
export const allActions: string[] = permissionActions(features.contracts).map(({ uid }) => uid);
