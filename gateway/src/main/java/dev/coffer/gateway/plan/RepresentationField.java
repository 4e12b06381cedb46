package dev.coffer.gateway.plan;

import java.util.List;
import java.util.Set;

/**
 * One member of a representation, projected from the response tree.
 *
 * @param name under which it is sent: the field's name in the schema, or {@code __typename} inside abstract members
 * @param key internal key under which the response tree holds it
 * @param role what a null or missing value means
 * @param onTypes send it only for objects with one of these {@code __typename}s in the response tree; empty sends it for
 *     all
 * @param children members of the object (or of each object in the list, at any list depth); empty for leaves, which are
 *     copied as they are, JSON of a custom scalar included
 */
public record RepresentationField(
        String name, String key, Role role, Set<String> onTypes, List<RepresentationField> children) {

    /** What a null or missing value means. Each field says its own, also inside objects. */
    public enum Role {
        /** Null or missing: the entity is skipped without an error. */
        KEY,
        /** Null: null is sent. Missing because its fetch failed: the entity is skipped. */
        REQUIRES
    }

    public RepresentationField {
        onTypes = Set.copyOf(onTypes);
        children = List.copyOf(children);
    }
}
