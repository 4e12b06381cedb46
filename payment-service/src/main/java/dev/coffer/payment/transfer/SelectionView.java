package dev.coffer.payment.transfer;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.payment.ledger.Selection;
import java.util.List;

/** The GraphQL type {@code Selection}. @param value as a decimal: "1.85" */
@GraphQlName("Selection")
public record SelectionView(String id, String category, String value) {

    public static List<SelectionView> of(List<Selection> selections) {
        return selections.stream()
                .map(one -> new SelectionView(one.id(), one.category(), one.decimal()))
                .toList();
    }
}
