package dev.coffer.auth.network;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.core.config.Setting;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Client;
import dev.coffer.core.identity.ClientAddress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Bounds what comes from one network, beside the bounds that each account has: those hold off who tries many passwords at one account,
 * this holds off who tries one at many. Whoever's address is unknown is not held off; nor is anybody behind another address.
 */
public final class NetworkLimits {

    private static final int MOST_BLOCKED = 100_000;

    private final NetworkCounts counts;
    private final Setting<NetworkSettings> settings;
    private final MeterRegistry meters;
    private final Clock clock;
    /** Until when a network that was refused is refused again without asking anybody. */
    private final Cache<String, Long> blockedUntil =
            Caffeine.newBuilder().maximumSize(MOST_BLOCKED).build();

    NetworkLimits(NetworkCounts counts, Setting<NetworkSettings> settings, MeterRegistry meters, Clock clock) {
        this.counts = counts;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        // There from the start, at zero.
        Arrays.stream(NetworkRule.values()).forEach(this::refused);
    }

    private Counter refused(NetworkRule rule) {
        return meters.counter(
                "coffer.auth.network.refusals", "rule", rule.name().toLowerCase(Locale.ROOT));
    }

    /**
     * Does the work unless too much came from the client's network. What the rule counts is counted before the work, so that nobody
     * slips past by asking for much at once, and given back where the work did not fail, or could not be done at all.
     *
     * @param work what answers a {@link Refusal} has failed
     * @return what the work gives, or the refusal in its place
     */
    public Object hold(NetworkRule rule, Client client, Supplier<?> work) {
        return hold(rule, client, work::get, Refusal.class::isInstance, NetworkLimits::refusal);
    }

    /**
     * The same for what is answered otherwise.
     *
     * @param isFailed whether what the work gave is a failure
     * @param instead of it, where there is a pause to be kept
     */
    public <T> T hold(
            NetworkRule rule,
            Client client,
            Supplier<T> work,
            Predicate<? super T> isFailed,
            Function<Duration, T> instead) {
        ClientAddress address = client.address();
        NetworkSettings now = settings.ofInstallation();
        if (address == null || now.isExempt(address)) {
            return work.get();
        }
        String key = rule.name().toLowerCase(Locale.ROOT) + ":" + address.network();
        Rate rate = now.rate(rule);
        long pause = rule.isCountedBefore() ? ask(key, rate) : known(key);
        if (pause > 0) {
            refused(rule).increment();
            return instead.apply(Duration.ofMillis(pause));
        }
        return counted(rule, key, rate, work, isFailed);
    }

    private <T> T counted(NetworkRule rule, String key, Rate rate, Supplier<T> work, Predicate<? super T> isFailed) {
        boolean isDone = false;
        boolean isCounted = false;
        try {
            T answer = work.get();
            isDone = true;
            isCounted = isFailed.test(answer) || rule.isSuccessCounted();
            return answer;
        } finally {
            if (!rule.isCountedBefore() && isDone && isCounted) {
                ask(key, rate);
            } else if (rule.isCountedBefore() && !isCounted) {
                counts.giveBack(key, rate, clock.millis());
            }
        }
    }

    private long ask(String key, Rate rate) {
        long known = known(key);
        if (known > 0) {
            return known;
        }
        long now = clock.millis();
        long pause = counts.ask(key, rate, now);
        if (pause > 0) {
            blockedUntil.put(key, now + pause);
        }
        return pause;
    }

    private long known(String key) {
        Long until = blockedUntil.getIfPresent(key);
        return until == null ? 0 : Math.max(0, until - clock.millis());
    }

    /** In whole seconds, rounded up. */
    private static Refusal refusal(Duration pause) {
        NetworkRefusal reason = NetworkRefusal.NETWORK_TRIED_TOO_OFTEN;
        return Refusal.retryAfter(
                reason, reason.meaning(), Math.toIntExact(pause.plusMillis(999).toSeconds()));
    }
}
