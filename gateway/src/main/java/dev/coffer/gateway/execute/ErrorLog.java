package dev.coffer.gateway.execute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The errors of one execution, and which places of the answer they explain. */
final class ErrorLog {
    /** Errors in one answer; further ones are dropped, the first ones tell enough. */
    static final int MAX_ERRORS = 500;
    /** Places that are remembered as explained; where there are more, each counts as explained. */
    static final int MAX_EXPLAINED = 100_000;

    private final List<GraphQlError> errors = new ArrayList<>();
    private final Set<List<Object>> explained = new HashSet<>();

    void add(GraphQlError error) {
        if (!isFull()) {
            explain(error.path());
            errors.add(error);
        }
    }

    /** Whether any more errors would be dropped. */
    boolean isFull() {
        return errors.size() >= MAX_ERRORS;
    }

    /** Notes that a null at {@code path}, or one that rises from there, needs no error of its own. */
    void explain(List<Object> path) {
        for (int length = path.size(); length > 0 && explained.size() < MAX_EXPLAINED; length--) {
            if (!explained.add(List.copyOf(path.subList(0, length)))) {
                return;
            }
        }
    }

    /** Whether an error lies at {@code path} or below it. */
    boolean explains(List<Object> path) {
        return explained.size() >= MAX_EXPLAINED || explained.contains(path);
    }

    List<GraphQlError> errors() {
        return errors;
    }
}
