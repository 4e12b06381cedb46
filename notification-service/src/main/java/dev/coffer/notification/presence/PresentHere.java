package dev.coffer.notification.presence;

import dev.coffer.core.errors.CodedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is connected to this replica, and where. All replicas are told within a second, and again every ten. */
public final class PresentHere {

    private static final Logger LOG = LoggerFactory.getLogger(PresentHere.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int ROUNDS_TO_REPEAT = 20;
    private static final int AT_ONCE = 500;

    private final Presences presences;
    private final Map<Place, Map<String, Integer>> users = new ConcurrentHashMap<>();
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    PresentHere(Presences presences) {
        this.presences = presences;
    }

    private record Change(Place place, String userId) {}

    /** By one connection; whoever comes by several leaves as often. */
    public void enter(Place place, String userId) {
        users.compute(place, (same, before) -> {
            Map<String, Integer> there = before == null ? new HashMap<>() : before;
            there.merge(userId, 1, Integer::sum);
            return there;
        });
        changes.add(new Change(place, userId));
    }

    public void leave(Place place, String userId) {
        users.computeIfPresent(place, (same, there) -> {
            there.computeIfPresent(userId, (user, count) -> count == 1 ? null : count - 1);
            return there.isEmpty() ? null : there;
        });
        changes.add(new Change(place, userId));
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("presence").start(this::run);
        }
    }

    private void run() {
        int round = 0;
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                round++;
                tell(round % ROUNDS_TO_REPEAT == 0);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is not told while Redis is away is told when everything is repeated. */
    private void tell(boolean isRepeated) {
        try {
            Map<Place, Set<String>> changed = new HashMap<>();
            for (Change change = changes.poll(); change != null; change = changes.poll()) {
                changed.computeIfAbsent(change.place(), same -> new LinkedHashSet<>())
                        .add(change.userId());
            }
            if (isRepeated) {
                users.keySet()
                        .forEach(place -> changed.computeIfAbsent(place, same -> new LinkedHashSet<>())
                                .addAll(at(place)));
            }
            changed.forEach((place, whoever) -> tell(place, List.copyOf(whoever)));
        } catch (CodedException away) {
            LOG.debug("nobody is told who is here", away);
        } catch (RuntimeException bug) {
            LOG.error("nobody is told who is here", bug);
        }
    }

    private void tell(Place place, List<String> whoever) {
        Set<String> there = at(place);
        for (int from = 0; from < whoever.size(); from += AT_ONCE) {
            List<String> here = new ArrayList<>();
            List<String> gone = new ArrayList<>();
            whoever.subList(from, Math.min(from + AT_ONCE, whoever.size()))
                    .forEach(userId -> (there.contains(userId) ? here : gone).add(userId));
            presences.tell(place, here, gone);
        }
    }

    /** As they are there now. */
    private Set<String> at(Place place) {
        Set<String> there = new LinkedHashSet<>();
        users.computeIfPresent(place, (same, all) -> {
            there.addAll(all.keySet());
            return all;
        });
        return there;
    }

    /** Says that nobody is here any more; a replica that cannot is forgotten all the same. */
    void stop() {
        stop.countDown();
        List.copyOf(users.keySet()).forEach(place -> {
            Set<String> there = at(place);
            users.remove(place);
            there.forEach(userId -> changes.add(new Change(place, userId)));
        });
        tell(false);
    }
}
