package dev.coffer.gateway.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The GraphQL request text of a fetch.
 *
 * @param text the whole document, one operation, ready to send as {@code query}
 * @param operationName its name, to send as {@code operationName}
 * @param variables those to forward from the client, in order; the representations' variables are not among them
 * @param grouped how to write it for several groups of entities at once; null where there is nothing to tell entities apart by
 */
public record FetchDocument(
        String text,
        String operationName,
        List<Variable> variables,
        @Nullable Grouped grouped) {

    /**
     * A client's variable that the document uses. A variable that the client left out and that has no default is left out
     * again.
     *
     * @param name in this document
     * @param source the client's name of it; differs only where the client's name clashes with one of the planner's
     */
    public record Variable(String name, String source) {}

    /**
     * The parts of an entity call's document, for as many groups of entities as there are different values for its contexts.
     *
     * @param definitions of the client's variables that are used
     * @param selection of an entity, cut after each variable of a context: there the group's suffix belongs
     */
    public record Grouped(List<String> definitions, List<String> selection) {
        public Grouped {
            definitions = List.copyOf(definitions);
            selection = List.copyOf(selection);
        }

        /** @param calls one for each group, by {@link EntityCall#group} */
        public String text(String operationName, List<EntityCall> calls) {
            List<String> all = new ArrayList<>();
            StringBuilder fields = new StringBuilder();
            for (EntityCall call : calls) {
                all.addAll(call.definitions());
                fields.append(call.responseKey())
                        .append(":_entities(representations:$")
                        .append(call.variable())
                        .append(')')
                        .append(String.join(call.suffix(), selection))
                        .append(' ');
            }
            all.addAll(definitions);
            return "query " + operationName + "(" + String.join(",", all) + "){" + fields + "}";
        }
    }

    /** For entities that are all asked for together, or for root fields. */
    public FetchDocument(String text, String operationName, List<Variable> variables) {
        this(text, operationName, variables, null);
    }

    public FetchDocument {
        variables = List.copyOf(variables);
    }
}
