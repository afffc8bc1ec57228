/** The two sides of the wall (DESIGN §4.3): which schema a row of restricted shape stands in. */
export type Side = 'pub' | 'sealed';
