export interface PermissionGroup {
  title: string;
  verbs: string;
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** “Leads: read, update own”, in the words that Strapi shows on the page of a role. */
export const groupPermissions = (permissions: readonly string[]): PermissionGroup[] => {
  const groups = new Map<string, string[]>();
  permissions.forEach((permission) => {
    const [group = '', ...verb] = permission.split('.');
    groups.set(group, [...(groups.get(group) ?? []), verb.join(' ')]);
  });
  return [...groups].map(([group, verbs]) => ({ title: sentence(group), verbs: verbs.join(', ') }));
};
