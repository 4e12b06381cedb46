package dev.coffer.access;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who asks.
 *
 * @param id the id that owners of targets are compared with; holds no {@code /}, so that nobody passes for a team
 * @param tenant the tenant the subject belongs to; the policy asked is that tenant's
 * @param roles names of roles held; a name that the policy does not know grants nothing
 */
public record Subject(String id, String tenant, Set<String> roles) {
    public Subject {
        if (id.isBlank() || id.indexOf('/') >= 0) {
            throw new IllegalArgumentException("subject id \"" + id + "\" is blank or holds a /");
        }
        if (tenant.isBlank()) {
            throw new IllegalArgumentException("subject " + id + " has a blank tenant");
        }
        // Sorted, so that the same question is always explained by the same rule.
        roles = roles.size() == 1
                ? Set.copyOf(roles)
                : Collections.unmodifiableSet(new LinkedHashSet<>(new TreeSet<>(roles)));
    }
}
