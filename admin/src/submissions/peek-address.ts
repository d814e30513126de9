/** The address of this list, as it is, with one submission open. */
export const withPeek = (search: string, id: string) => {
  const params = new URLSearchParams(search);
  params.set('peek', id);
  return { search: params.toString() };
};
