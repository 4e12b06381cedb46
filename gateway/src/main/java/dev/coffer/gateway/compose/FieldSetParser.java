package dev.coffer.gateway.compose;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code fields} argument of {@code @key}, {@code @requires} and {@code @provides}. Knows no schema. */
final class FieldSetParser {
    private FieldSetParser() {}

    /** The text is no field set. The message says why, for people. */
    static final class InvalidFieldSet extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidFieldSet(String message) {
            super(message);
        }
    }

    static FieldSet parse(String text) throws InvalidFieldSet {
        String braced = text.strip().startsWith("{") ? text : "{" + text + "}";
        Document document;
        try {
            document = new Parser().parseDocument(braced);
        } catch (InvalidSyntaxException invalid) {
            throw new InvalidFieldSet("\"" + text + "\" is no selection of fields: " + invalid.getMessage());
        }
        if (document.getDefinitions().size() == 1
                && document.getDefinitions().getFirst() instanceof OperationDefinition operation) {
            return new FieldSet(selections(operation.getSelectionSet()));
        }
        throw new InvalidFieldSet("\"" + text + "\" is more than one selection of fields");
    }

    private static List<FieldSet.Selection> selections(@Nullable SelectionSet set) throws InvalidFieldSet {
        List<FieldSet.Selection> read = new ArrayList<>();
        if (set == null) {
            return read;
        }
        for (Selection<?> selection : set.getSelections()) {
            switch (selection) {
                case Field field -> read.add(field(field));
                case InlineFragment fragment -> addFragment(fragment, read);
                default -> throw new InvalidFieldSet("named fragments are not allowed");
            }
        }
        return read;
    }

    private static FieldSet.Field field(Field field) throws InvalidFieldSet {
        if (field.getAlias() != null) {
            throw new InvalidFieldSet("the alias \"" + field.getAlias() + "\" is not allowed");
        }
        if (!field.getDirectives().isEmpty()) {
            throw new InvalidFieldSet("directives are not allowed, found on \"" + field.getName() + "\"");
        }
        Map<String, String> arguments = new LinkedHashMap<>();
        for (Argument argument : field.getArguments()) {
            String literal = AstPrinter.printAstCompact(argument.getValue());
            if (literal.contains("$") && !literal.contains("\"")) {
                throw new InvalidFieldSet("variables are not allowed, found on \"" + field.getName() + "\"");
            }
            arguments.put(argument.getName(), literal);
        }
        return new FieldSet.Field(field.getName(), arguments, new FieldSet(selections(field.getSelectionSet())));
    }

    private static void addFragment(InlineFragment fragment, List<FieldSet.Selection> into) throws InvalidFieldSet {
        if (!fragment.getDirectives().isEmpty()) {
            throw new InvalidFieldSet("directives are not allowed, found on a fragment");
        }
        List<FieldSet.Selection> inner = selections(fragment.getSelectionSet());
        if (fragment.getTypeCondition() == null) {
            into.addAll(inner);
        } else {
            into.add(new FieldSet.Fragment(fragment.getTypeCondition().getName(), new FieldSet(inner)));
        }
    }
}
