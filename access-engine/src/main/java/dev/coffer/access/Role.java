package dev.coffer.access;

import java.util.List;

/**
 * A named set of permissions.
 *
 * @param name lower-case letters, digits, {@code -} and {@code _}, unique in its policy
 * @param inherits names of the roles whose grants and denials this one takes over
 * @param grants URNs that this role permits, see {@link Urn}
 * @param denials URNs that this role forbids, whatever any other role of the subject grants
 * @throws IllegalArgumentException naming the role and what of it is wrong
 */
public record Role(String name, List<String> inherits, List<String> grants, List<String> denials) {
    public Role {
        Urn.requireName("role", name);
        inherits = List.copyOf(inherits);
        grants = List.copyOf(grants);
        denials = List.copyOf(denials);
        inherits.forEach(parent -> Urn.requireName("role \"" + name + "\" inherits, but", parent));
        requireUrns(name, "grant", grants);
        requireUrns(name, "denial", denials);
    }

    private static void requireUrns(String role, String kind, List<String> urns) {
        for (String urn : urns) {
            try {
                Urn.parse(urn);
            } catch (IllegalArgumentException badUrn) {
                throw new IllegalArgumentException(
                        "role \"%s\", %s: %s".formatted(role, kind, badUrn.getMessage()), badUrn);
            }
        }
    }
}
