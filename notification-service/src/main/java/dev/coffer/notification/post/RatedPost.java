package dev.coffer.notification.post;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks a provider no more often than it allows. A message waits for its place where it is, but not for long: then it comes again later. */
final class RatedPost implements Post {

    /** Shorter than a try may take. */
    static final long LONGEST_WAIT_MICROS = 3_000_000;

    private static final long JITTER_MICROS = 5_000;

    private final Post origin;
    private final String provider;
    private final Rate rate;
    private final Rates rates;
    private final Clock clock;

    RatedPost(Post origin, String provider, Rate rate, Rates rates, Clock clock) {
        this.origin = origin;
        this.provider = provider;
        this.rate = rate;
        this.rates = rates;
        this.clock = clock;
    }

    @Override
    public PostAnswer send(Mail mail) throws NotNow {
        long span = rate.span(mail.priority());
        long left = LONGEST_WAIT_MICROS;
        long pause = rates.take(provider, rate.each(), span, now());
        while (pause > 0) {
            long wait = pause + ThreadLocalRandom.current().nextLong(JITTER_MICROS);
            left -= wait;
            if (left < 0 || Thread.currentThread().isInterrupted()) {
                throw NotNow.forRate();
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(wait));
            pause = rates.take(provider, rate.each(), span, now());
        }
        return origin.send(mail);
    }

    private long now() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    }

    @Override
    public String description() {
        return origin.description() + " (" + rate.perSecond() + " a second)";
    }
}
