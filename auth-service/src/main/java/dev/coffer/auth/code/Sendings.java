package dev.coffer.auth.code;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * When codes of one purpose were sent for one user, or to one contact, within the last hour.
 *
 * @param at in order
 */
record Sendings(List<Instant> at) {

    static final Sendings NONE = new Sendings(List.of());
    static final Duration MEMORY = Duration.ofHours(1);

    Sendings {
        at = List.copyOf(at);
    }

    /** What asking for one more comes to. */
    sealed interface Asked {

        /** It may be sent: {@code next} is to be saved with it. */
        record Allowed(Sendings next) implements Asked {}

        record Refused(Duration pause) implements Asked {}
    }

    Asked ask(CodeLimits limits, Instant now) {
        List<Instant> recent =
                at.stream().filter(sent -> sent.isAfter(now.minus(MEMORY))).toList();
        Instant free = recent.isEmpty() ? now : recent.getLast().plus(limits.pause());
        if (recent.size() >= limits.perHour()) {
            Instant room = recent.get(recent.size() - limits.perHour()).plus(MEMORY);
            free = room.isAfter(free) ? room : free;
        }
        if (free.isAfter(now)) {
            return new Asked.Refused(Duration.between(now, free));
        }
        return new Asked.Allowed(
                new Sendings(Stream.concat(recent.stream(), Stream.of(now)).toList()));
    }
}
