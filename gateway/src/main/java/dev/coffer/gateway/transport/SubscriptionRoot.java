package dev.coffer.gateway.transport;

import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rule of the GraphQL specification that a subscription's one root field is there whatever the variables: neither {@code @skip}
 * nor {@code @include} may stand at it. To be checked before other rules, some of which rely on it.
 */
final class SubscriptionRoot {
    private final Document document;
    private final Set<String> seen = new HashSet<>();

    private SubscriptionRoot(Document document) {
        this.document = document;
    }

    /** A sentence for the client; null where nothing is wrong. */
    static @Nullable String check(Document document) {
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            boolean isSubscription = operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION;
            if (isSubscription && new SubscriptionRoot(document).isConditional(operation.getSelectionSet())) {
                return "The root field of a subscription may have neither @skip nor @include.";
            }
        }
        return null;
    }

    private boolean isConditional(@Nullable SelectionSet selections) {
        if (selections == null) {
            return false;
        }
        for (Selection<?> selection : selections.getSelections()) {
            if (selection instanceof DirectivesContainer<?> container
                    && (container.hasDirective("skip") || container.hasDirective("include"))) {
                return true;
            }
            boolean isBelow = switch (selection) {
                case InlineFragment inline -> isConditional(inline.getSelectionSet());
                case FragmentSpread spread when seen.add(spread.getName()) -> isConditional(fragment(spread.getName()));
                default -> false;
            };
            if (isBelow) {
                return true;
            }
        }
        return false;
    }

    private @Nullable SelectionSet fragment(String name) {
        return document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .filter(fragment -> fragment.getName().equals(name))
                .findFirst()
                .map(FragmentDefinition::getSelectionSet)
                .orElse(null);
    }
}
