/** A SOAP 1.1 fault in the shape that the `soap` package sends; dotted codes as in SOAP 1.1, section 4.4.1. */
export class HrFault extends Error {
  readonly Fault: { faultcode: string; faultstring: string; statusCode: number };

  constructor(code: string, sentence: string, statusCode = 500) {
    super(sentence);
    this.Fault = { faultcode: `soap:${code}`, faultstring: sentence, statusCode };
  }
}
