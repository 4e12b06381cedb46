package dev.coffer.core.graphql;

import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import org.jspecify.annotations.Nullable;

/** Counts the fields of a document that are given another name. How deep it may be nested is the parser's business. */
final class Aliases {

    private Aliases() {}

    static int in(Document document) {
        int aliases = 0;
        for (Definition<?> definition : document.getDefinitions()) {
            if (definition instanceof OperationDefinition operation) {
                aliases += in(operation.getSelectionSet());
            } else if (definition instanceof FragmentDefinition fragment) {
                aliases += in(fragment.getSelectionSet());
            }
        }
        return aliases;
    }

    private static int in(@Nullable SelectionSet selections) {
        if (selections == null) {
            return 0;
        }
        int aliases = 0;
        for (Selection<?> selection : selections.getSelections()) {
            if (selection instanceof Field field) {
                boolean isAliased =
                        field.getAlias() != null && !field.getAlias().equals(field.getName());
                aliases += (isAliased ? 1 : 0) + in(field.getSelectionSet());
            } else if (selection instanceof InlineFragment fragment) {
                aliases += in(fragment.getSelectionSet());
            }
        }
        return aliases;
    }
}
