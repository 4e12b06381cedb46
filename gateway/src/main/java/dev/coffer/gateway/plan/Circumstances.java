package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.Access;
import java.util.Set;

/**
 * What of a request, beside its document, its plan depends on. It says as little as it can, never who asks: requests in the same
 * circumstances share a plan.
 *
 * @param granted of what the operation asks callers to show, what this one does; all else is cut out of the plan
 * @param labels of progressive overrides, those that are active
 */
public record Circumstances(Set<Access> granted, Set<String> labels) {

    /** A caller who shows nothing, and no label active. */
    public static final Circumstances NONE = new Circumstances(Set.of(), Set.of());

    public Circumstances {
        granted = Set.copyOf(granted);
        labels = Set.copyOf(labels);
    }

    boolean isGranted(Access access) {
        return access.isOpen() || granted.contains(access);
    }
}
