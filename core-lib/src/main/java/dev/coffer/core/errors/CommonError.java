package dev.coffer.core.errors;

/** The errors that any operation of any service may answer. */
public enum CommonError implements ErrorCode {
    INVALID_INPUT(
            Classification.BAD_REQUEST,
            "An input value is wrong; the message names the field and what would be right."),
    UNAUTHENTICATED(
            Classification.UNAUTHENTICATED,
            "The operation needs a signed-in caller and no valid access token came with it; log in or refresh the session."),
    FORBIDDEN(Classification.PERMISSION_DENIED, "The caller's roles do not permit this operation on this resource."),
    STEP_UP_REQUIRED(
            Classification.PERMISSION_DENIED,
            "The operation needs a proof of who the caller is that is stronger or fresher than the one which the access token"
                    + " tells; extensions.stepUp says what is needed. Nothing was done: call stepUp, then send the same request,"
                    + " with the same idempotency key, under the new access token."),
    NOT_FOUND(Classification.NOT_FOUND, "There is no such thing, or none that the caller may see."),
    CONFLICT(Classification.CONFLICT, "Another change came first; read the current state and try again."),
    TOO_MANY_REQUESTS(Classification.RESOURCE_EXHAUSTED, "The caller asks too often; wait and try again."),
    UNAVAILABLE(
            Classification.UNAVAILABLE,
            "A store or service that the answer needs is away; nothing is known to have changed. Retry with the same"
                    + " idempotency key."),
    REQUEST_TIMED_OUT(
            Classification.UNAVAILABLE,
            "The answer was not ready in time. A query changed nothing. Whether a mutation took effect is not known: send it"
                    + " again with the same idempotency key, which gets what came of it and does nothing twice."),
    INTERNAL(Classification.INTERNAL, "A bug on our side; the correlation id finds it in the logs.");

    private final Classification classification;
    private final String meaning;

    CommonError(Classification classification, String meaning) {
        this.classification = classification;
        this.meaning = meaning;
    }

    @Override
    public Classification classification() {
        return classification;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
