package dev.coffer.core.errors;

import org.jspecify.annotations.Nullable;

/** A failure that the client is told about by code. The message is shown to the client: it holds nothing internal. */
public class CodedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String sentence;
    private final @Nullable String field;

    public CodedException(ErrorCode code, String message) {
        this(code, message, null, null);
    }

    public CodedException(ErrorCode code, String message, @Nullable String field, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.sentence = message;
        this.field = field;
    }

    /** The input field that {@code message} is about, as a dotted path: "input.amount". */
    public static CodedException invalid(String field, String message) {
        return new CodedException(CommonError.INVALID_INPUT, message, field, null);
    }

    public static CodedException notFound(String what, String id) {
        return new CodedException(CommonError.NOT_FOUND, "There is no " + what + " " + id + ", or it is not yours.");
    }

    public ErrorCode code() {
        return code;
    }

    /** What the client is told. */
    @Override
    public String getMessage() {
        return sentence;
    }

    /** The input field that is wrong, as a dotted path, or null where no single one is. */
    public @Nullable String field() {
        return field;
    }
}
