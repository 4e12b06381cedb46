package dev.coffer.core.testkit;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which room of core-lib may import which sibling. A new entry here is an architecture decision: say why beside it. */
final class RoomBoundaries extends ArchCondition<JavaClass> {
    private static final Pattern ROOM = Pattern.compile("dev\\.coffer\\.core\\.(\\w+)(\\..*)?");

    /** Values and errors that everything is written in. */
    private static final Set<String> FOUNDATION = Set.of("errors", "money", "ids");

    private static final Map<String, Set<String>> LISTED = Map.ofEntries(
            // A foundation room leans on no other but errors: money refuses with a code.
            Map.entry("errors", Set.of()),
            Map.entry("ids", Set.of("errors")),
            Map.entry("money", Set.of("errors")),
            // Tells a wrong address like the other rooms that hold a connection.
            Map.entry("cache", Set.of("store")),
            // The outbox is written, and effects are applied, in the store's transaction.
            // An event carries the trace that it belongs to, and its handler works in it.
            Map.entry("events", Set.of("store", "trace")),
            // Values are versioned in the store's transaction; the secret ones are sealed.
            Map.entry("config", Set.of("store", "seal")),
            // What was seen is kept where all replicas look.
            Map.entry("webhook", Set.of("redis")),
            // Cursors are signed with a key of their own, derived from the master key.
            Map.entry("paging", Set.of("seal")),
            // Says of a failure whether the store is away.
            Map.entry("sweep", Set.of("store")),
            // Its steps persist in the store's transaction; what they tell and hear is the service's own business.
            // They belong to the trace that started them.
            Map.entry("saga", Set.of("store", "trace")),
            // Operators' fields over what the three rooms keep, paged and refused as everywhere.
            Map.entry("operations", Set.of("events", "saga", "permission", "graphql", "identity", "paging")),
            // Decides for a Caller, on a field of the schema, and stores what it denied with the request's correlation
            // id. Asks for tenants' policies with a key that derives from the master key. What a rate bounds is counted
            // where all services and replicas look.
            Map.entry("permission", Set.of("identity", "graphql", "store", "trace", "seal", "redis")),
            // Looks at what the Caller has proven, on a field of the schema.
            Map.entry("stepup", Set.of("identity", "graphql")),
            // Puts the Caller into the context of a request and its log, and tells a store's outage from a bug.
            // Its scalars for addresses and numbers share their canonical form with whoever stores them.
            Map.entry("graphql", Set.of("identity", "store", "trace", "contact")),
            // Correlates logs and health with the Caller.
            Map.entry("ops", Set.of("identity", "store", "events", "config", "trace")));

    RoomBoundaries() {
        super("import only the siblings listed for their room");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String own = roomOf(type);
        if (own == null || own.equals("testkit")) {
            return;
        }
        boolean isFoundation = FOUNDATION.contains(own);
        Set<String> listed = LISTED.getOrDefault(own, Set.of());
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            String other = roomOf(dependency.getTargetClass());
            boolean isAllowed = other == null
                    || other.equals(own)
                    || listed.contains(other)
                    || (!isFoundation && FOUNDATION.contains(other));
            if (!isAllowed) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    private static @Nullable String roomOf(JavaClass type) {
        Matcher matcher = ROOM.matcher(type.getPackageName());
        return matcher.matches() ? matcher.group(1) : null;
    }
}
