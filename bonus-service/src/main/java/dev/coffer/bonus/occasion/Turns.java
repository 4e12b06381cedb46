package dev.coffer.bonus.occasion;

import dev.coffer.bonus.template.RunningTemplate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose turn it is: one tenant after the other, and of a tenant one round after the other; none twice at once. */
final class Turns {

    private final Map<String, Set<Round.Key>> waiting = new LinkedHashMap<>();
    private final Set<Round.Key> going = new HashSet<>();
    private Map<Round.Key, RunningTemplate> running = Map.of();

    /** A round that goes, with its template as it is by then. */
    record Turn(Round.Key key, RunningTemplate template) {}

    /** These are what there is by now: each waits, or goes already; what is not among them does not wait any more. */
    synchronized void renew(Map<Round.Key, RunningTemplate> found) {
        running = new HashMap<>(found);
        waiting.values().forEach(own -> own.removeIf(key -> !found.containsKey(key)));
        waiting.values().removeIf(Set::isEmpty);
        found.keySet().forEach(this::add);
    }

    private void add(Round.Key key) {
        if (!going.contains(key)) {
            waiting.computeIfAbsent(key.tenantId(), tenantId -> new LinkedHashSet<>())
                    .add(key);
        }
    }

    /** It goes from now on. @return null where none waits */
    synchronized @Nullable Turn next() {
        Iterator<Map.Entry<String, Set<Round.Key>>> tenants = waiting.entrySet().iterator();
        if (!tenants.hasNext()) {
            return null;
        }
        Map.Entry<String, Set<Round.Key>> tenant = tenants.next();
        String tenantId = tenant.getKey();
        Set<Round.Key> own = tenant.getValue();
        tenants.remove();
        Iterator<Round.Key> keys = own.iterator();
        Round.Key key = keys.next();
        keys.remove();
        if (!own.isEmpty()) {
            waiting.put(tenantId, own);
        }
        RunningTemplate template = running.get(key);
        if (template == null) {
            throw new IllegalStateException(key + " waits and does not run");
        }
        going.add(key);
        return new Turn(key, template);
    }

    /** Its turn is over. @param isMoreDue whether it waits for another */
    synchronized void over(Turn turn, boolean isMoreDue) {
        going.remove(turn.key());
        if (isMoreDue && running.containsKey(turn.key())) {
            add(turn.key());
        }
    }
}
