package dev.coffer.core.events;

import java.util.List;

/** Consumers whose number a setting decides: a bean of this type stands for all of them. */
public record Consumers(List<Consumer> all) {

    public Consumers {
        all = List.copyOf(all);
    }
}
