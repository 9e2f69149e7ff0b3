/** Where the words of a request belong: moved to another request, they do not open. */
export const wishOf = (requestId: string): string => `data_requests ${requestId}`;

/** Where a piece of a package belongs. */
export const partOf = (packageId: string, number: number): string =>
  `data_package_parts ${packageId} ${String(number)}`;
