package dev.coffer.gateway.execute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The errors of one execution, and which places of the answer they explain. */
final class ErrorLog {
    /** Errors in one answer; further ones are dropped, the first ones tell enough. */
    static final int MAX_ERRORS = 500;

    private final List<GraphQlError> errors = new ArrayList<>();
    private final Set<List<Object>> explained = new HashSet<>();

    void add(GraphQlError error) {
        explain(error.path());
        if (errors.size() < MAX_ERRORS) {
            errors.add(error);
        }
    }

    /** Notes that a null at {@code path}, or one that rises from there, needs no error of its own. */
    void explain(List<Object> path) {
        for (int length = path.size(); length > 0; length--) {
            if (!explained.add(List.copyOf(path.subList(0, length)))) {
                return;
            }
        }
    }

    /** Whether an error lies at {@code path} or below it. */
    boolean explains(List<Object> path) {
        return explained.contains(path);
    }

    List<GraphQlError> errors() {
        return errors;
    }
}
