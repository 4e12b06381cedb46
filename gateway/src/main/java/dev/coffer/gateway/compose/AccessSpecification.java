package dev.coffer.gateway.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a supergraph document must bring along for the access directives that it uses. See https://specs.apollo.dev. */
final class AccessSpecification {
    private static final String PLACES = " on ENUM | FIELD_DEFINITION | INTERFACE | OBJECT | SCALAR\n";

    private final String name;
    private final String definition;
    private final Predicate<Access> uses;

    private static final List<AccessSpecification> ALL = List.of(
            new AccessSpecification(Access.AUTHENTICATED, "directive @authenticated" + PLACES, Access::authenticated),
            new AccessSpecification(
                    Access.REQUIRES_SCOPES,
                    "directive @requiresScopes(scopes: [[requiresScopes__Scope!]!]!)" + PLACES
                            + "\nscalar requiresScopes__Scope\n",
                    access -> !access.scopes().asksNothing()),
            new AccessSpecification(
                    Access.POLICY,
                    "directive @policy(policies: [[policy__Policy!]!]!)" + PLACES + "\nscalar policy__Policy\n",
                    access -> !access.policies().asksNothing()));

    private AccessSpecification(String name, String definition, Predicate<Access> uses) {
        this.name = name;
        this.definition = definition;
        this.uses = uses;
    }

    static List<String> links(Supergraph supergraph) {
        return used(supergraph).stream()
                .map(used -> "@link(url: \"https://specs.apollo.dev/" + used.name + "/v0.1\", for: SECURITY)")
                .toList();
    }

    static List<String> definitions(Supergraph supergraph) {
        return used(supergraph).stream().map(used -> used.definition).toList();
    }

    private static List<AccessSpecification> used(Supergraph supergraph) {
        Set<Access> asked = supergraph.accesses();
        List<AccessSpecification> used = new ArrayList<>(ALL);
        used.removeIf(each -> asked.stream().noneMatch(each.uses));
        return used;
    }
}
