package dev.coffer.notification.post;

import java.time.Clock;
import java.util.Map;

/** Holds providers to the rates that are set for them. */
public final class RatedPosts {

    private final Map<String, Integer> perSecond;
    private final Rates rates;
    private final Clock clock;

    RatedPosts(Map<String, Integer> perSecond, Rates rates, Clock clock) {
        this.perSecond = Map.copyOf(perSecond);
        this.rates = rates;
        this.clock = clock;
    }

    /** @param provider as settings call it: "smtp" @throws IllegalArgumentException for one that no rate can be set for */
    public Post rated(String provider, Post post) {
        Integer set = perSecond.get(provider);
        if (set == null) {
            throw new IllegalArgumentException("no rate can be set for " + provider);
        }
        return set == 0 ? post : new RatedPost(post, provider, new Rate(set), rates, clock);
    }
}
