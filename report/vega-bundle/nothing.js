// Stands in for readers of file formats that an embedded picture never has.
export const feature = undefined;
export const mesh = undefined;
