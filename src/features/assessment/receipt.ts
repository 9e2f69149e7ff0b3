/** What the server acknowledged under a key. */
export interface Receipt {
  id: string;
  at: Date;
  /** How many items the save held. */
  saved: number;
}
