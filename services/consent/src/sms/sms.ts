/** A text message. `to` is E.164. Neither is ever logged. */
export interface TextMessage {
  readonly to: string;
  readonly text: string;
}

/** Sends text messages. Two implementations: an HTTP gateway, and the development inbox. */
export interface Sms {
  /** `id`: the same for every attempt to send one message, so that a repeat is known as one. */
  send(message: TextMessage & { readonly id: string }): Promise<void>;
}

export const SMS = Symbol('SMS');
