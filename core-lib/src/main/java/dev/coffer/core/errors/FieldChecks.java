package dev.coffer.core.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one input and remembers what is wrong with each, so that a client hears of all of it at once.
 *
 * <pre>{@code
 * FieldChecks checks = new FieldChecks();
 * Email email = checks.read("input.email", () -> Email.parse(typed));
 * Locale locale = checks.read("input.locale", () -> locale(tag));
 * checks.require();
 * }</pre>
 */
public final class FieldChecks {

    private final List<FieldProblem> problems = new ArrayList<>();

    /**
     * @param reader throws a {@link CodedException} INVALID_INPUT, or an IllegalArgumentException with a sentence for the client,
     *     where the field is wrong
     * @return what was read; null where the field is wrong, and then {@link #require} throws
     */
    public <T> @Nullable T read(String field, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (CodedException wrong) {
            if (wrong.code() != CommonError.INVALID_INPUT) {
                throw wrong;
            }
            problems.addAll(wrong.problems().isEmpty() ? List.of(problem(field, wrong)) : wrong.problems());
        } catch (IllegalArgumentException wrong) {
            problems.add(problem(field, wrong));
        }
        return null;
    }

    private static FieldProblem problem(String field, RuntimeException wrong) {
        return new FieldProblem(field, String.valueOf(wrong.getMessage()));
    }

    /** @throws CodedException INVALID_INPUT with every problem, where there is one */
    public void require() {
        if (!problems.isEmpty()) {
            throw CodedException.invalid(problems);
        }
    }
}
