package dev.coffer.bonus.selection;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The GraphQL input {@code BonusSelectionInput}. @param value as a decimal: "1.85" */
public record SelectionInput(String id, String category, String value) {

    /** @throws CodedException INVALID_INPUT naming every one that is wrong */
    public static List<Selection> read(String path, @Nullable List<SelectionInput> given) {
        List<SelectionInput> all = given == null ? List.of() : given;
        if (all.size() > Selection.MOST) {
            throw CodedException.invalid(path, "There are at most " + Selection.MOST + " selections.");
        }
        FieldChecks checks = new FieldChecks();
        List<Selection> read = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            SelectionInput one = all.get(i);
            Selection selection =
                    checks.read(path + "[" + i + "]", () -> Selection.of(one.id(), one.category(), one.value()));
            if (selection != null) {
                read.add(selection);
            }
        }
        checks.require();
        return read;
    }
}
