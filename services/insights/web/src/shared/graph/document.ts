/** A question or change as text, with what it answers and takes. */
export interface Document<Answer, Variables> {
  readonly name: string;
  readonly text: string;
  readonly answer?: (answer: Answer, variables: Variables) => void;
}
