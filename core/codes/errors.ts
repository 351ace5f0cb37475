/** What a code or key list can be refused for when it is made or opened by ourselves. */
export type CodeErrorCode =
  | 'code_facts_invalid'
  | 'code_too_long'
  | 'cbor_not_canonical'
  | 'cose_unreadable'
  | 'key_invalid'
  | 'key_list_invalid'
  | 'key_list_unreadable'
  | 'key_list_wrong_campus'
  | 'key_list_bad_signature'
  | 'key_list_rollback'
  | 'key_lifetime_too_long'
  | 'too_many_groups';

/** A refusal of this room. `read` never throws it: a text from outside ends in a reading. */
export class CodeError extends Error {
  override readonly name = 'CodeError';
  readonly code: CodeErrorCode;

  constructor(code: CodeErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
