package dev.coffer.core.errors;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A failure that the client is told about by code. The message is shown to the client: it holds nothing internal. */
public class CodedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String sentence;
    private final transient List<FieldProblem> problems;

    public CodedException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    public CodedException(ErrorCode code, String message, @Nullable String field, @Nullable Throwable cause) {
        this(code, message, field == null ? List.of() : List.of(new FieldProblem(field, message)), cause);
    }

    private CodedException(ErrorCode code, String message, List<FieldProblem> problems, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.sentence = message;
        this.problems = List.copyOf(problems);
    }

    /** The input field that {@code message} is about, as a dotted path: "input.amount". */
    public static CodedException invalid(String field, String message) {
        return new CodedException(CommonError.INVALID_INPUT, message, field, null);
    }

    /** Several fields are wrong, or one. */
    static CodedException invalid(List<FieldProblem> problems) {
        String message = problems.size() == 1
                ? problems.getFirst().message()
                : problems.stream()
                        .map(problem -> problem.field() + ": " + problem.message())
                        .collect(Collectors.joining(" "));
        return new CodedException(CommonError.INVALID_INPUT, message, problems, null);
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

    /** The first input field that is wrong, as a dotted path, or null where it is about none. */
    public @Nullable String field() {
        return problems.isEmpty() ? null : problems.getFirst().field();
    }

    /** What the client is told beside code and message: values of JSON by name. */
    public Map<String, Object> extensions() {
        return Map.of();
    }

    /** Every input field that is wrong. */
    public List<FieldProblem> problems() {
        return problems;
    }
}
