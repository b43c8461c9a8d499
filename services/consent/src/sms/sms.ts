/** A text message. `to` is E.164. Neither is ever logged. */
export interface TextMessage {
  readonly to: string;
  readonly text: string;
}

/** Sends text messages. Two implementations: an HTTP gateway, and the development inbox. */
export interface Sms {
  send(message: TextMessage): Promise<void>;
}

export const SMS = Symbol('SMS');
