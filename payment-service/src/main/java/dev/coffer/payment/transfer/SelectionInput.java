package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.payment.ledger.Selection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The GraphQL input {@code SelectionInput}. @param value as a decimal: "1.85" */
public record SelectionInput(String id, String category, String value) {

    private static final String FIELD = "input.selections";

    /** Notes every field that is wrong; then what is returned lacks what is wrong. */
    public static List<Selection> read(@Nullable List<SelectionInput> given, FieldChecks checks) {
        List<Selection> read = new ArrayList<>();
        if (given == null) {
            return read;
        }
        if (given.size() > Selection.MOST) {
            checks.read(FIELD, () -> {
                throw CodedException.invalid(FIELD, "There are at most " + Selection.MOST + " selections.");
            });
            return read;
        }
        for (int i = 0; i < given.size(); i++) {
            SelectionInput input = given.get(i);
            String path = FIELD + "[" + i + "]";
            BigDecimal value = checks.read(path + ".value", () -> Selection.parse(input.value()));
            Selection selection =
                    value == null ? null : checks.read(path, () -> new Selection(input.id(), input.category(), value));
            if (selection != null) {
                read.add(selection);
            }
        }
        return read;
    }
}
