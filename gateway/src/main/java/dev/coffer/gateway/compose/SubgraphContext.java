package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import dev.coffer.gateway.compose.FieldSetParser.InvalidFieldSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code @fromContext} on an argument as one subgraph declares it.
 *
 * @param context its name there
 * @param hasDefault whether the argument has a value of its own, which is refused
 */
record SubgraphContext(String argument, TypeRef type, String context, FieldSet selection, boolean hasDefault) {
    private static final Pattern FORM = Pattern.compile("^[\\s,]*\\$[\\s,]*([_A-Za-z]\\w*)(.*)$", Pattern.DOTALL);

    /** Null for what cannot be understood, which the findings say. @param field the directive's argument, null without one */
    static @Nullable SubgraphContext read(
            SubgraphInput argument, @Nullable String field, String coordinate, Marks.Source source) {
        Matcher matcher = FORM.matcher(field == null ? "" : field);
        if (!matcher.matches() || matcher.group(2).isBlank()) {
            String message = "@fromContext on \"" + coordinate
                    + "\" needs a field that names a context and what to read of it, such as \"$viewer { id }\"";
            source.findings().error(Code.NO_CONTEXT_IN_SELECTION, coordinate, source.subgraph(), message);
            return null;
        }
        try {
            FieldSet selection = FieldSetParser.parse(matcher.group(2));
            return new SubgraphContext(
                    argument.name(), argument.type(), matcher.group(1), selection, argument.defaultValue() != null);
        } catch (InvalidFieldSet broken) {
            String message = String.valueOf(broken.getMessage());
            source.findings().error(Code.CONTEXT_INVALID_SELECTION, coordinate, source.subgraph(), message);
            return null;
        }
    }

    ContextArgument in(String subgraph) {
        return new ContextArgument(argument, type, Contexts.qualified(subgraph, context), selection);
    }
}
