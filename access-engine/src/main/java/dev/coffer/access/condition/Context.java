package dev.coffer.access.condition;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known beside the question itself, as conditions need it. What is missing here is unknown, and what is unknown
 * counts against the subject.
 *
 * @param now the time of the request; null when not known
 * @param ip where the request comes from; null when not known
 * @param resourceTenant the tenant that the resource belongs to; null when not known
 * @param attributes of the subject, the resource and the request
 * @param counts what the subject has done already, this time not included; none below 0
 * @param rates asked for the counts that are not among these
 */
public record Context(
        @Nullable Instant now,
        @Nullable IpAddress ip,
        @Nullable String resourceTenant,
        Map<Attribute, Value> attributes,
        Map<Counter, Long> counts,
        Rates rates) {
    /** Nothing is known. */
    public static final Context EMPTY = new Context(null, null, null, Map.of(), Map.of());

    public Context {
        attributes = Map.copyOf(attributes);
        counts = Map.copyOf(counts);
        counts.forEach((counter, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException("count of " + counter + ": " + count + " is below 0");
            }
        });
    }

    public Context(
            @Nullable Instant now,
            @Nullable IpAddress ip,
            @Nullable String resourceTenant,
            Map<Attribute, Value> attributes,
            Map<Counter, Long> counts) {
        this(now, ip, resourceTenant, attributes, counts, Rates.NONE);
    }

    /** How often the subject has done what the counter counts; null when not known. */
    @Nullable
    Long soFar(Condition.Rate rate) {
        Long known = counts.get(rate.counter());
        return known == null ? rates.soFar(rate.counter(), rate.most()) : known;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Says what is known, not the values: addresses and attributes are personal data. */
    @Override
    public String toString() {
        return "Context[now=%s, ip=%s, resourceTenant=%s, attributes=%s, counts=%s]"
                .formatted(
                        now,
                        ip == null ? "unknown" : "known",
                        resourceTenant == null ? "unknown" : "known",
                        attributes.keySet(),
                        counts.keySet());
    }

    /** Collects what is known. */
    public static final class Builder {
        private @Nullable Instant now;
        private @Nullable IpAddress ip;
        private @Nullable String resourceTenant;
        private final Map<Attribute, Value> attributes = new HashMap<>();
        private final Map<Counter, Long> counts = new HashMap<>();
        private Rates rates = Rates.NONE;

        private Builder() {}

        public Builder now(Instant instant) {
            this.now = instant;
            return this;
        }

        /** @throws IllegalArgumentException when it is no address, see {@link IpAddress#parse} */
        public Builder ip(String address) {
            this.ip = IpAddress.parse(address);
            return this;
        }

        public Builder resourceTenant(String tenant) {
            this.resourceTenant = tenant;
            return this;
        }

        /** @param name such as {@code resource.amount}, see {@link Attribute#parse} */
        public Builder attribute(String name, Value value) {
            attributes.put(Attribute.parse(name), value);
            return this;
        }

        /** @see #attribute(String, Value) */
        public Builder attribute(String name, String text) {
            return attribute(name, Value.of(text));
        }

        /** @see #attribute(String, Value) */
        public Builder attribute(String name, long number) {
            return attribute(name, Value.of(number));
        }

        /** @param soFar how often, this time not included */
        public Builder count(Counter counter, long soFar) {
            counts.put(counter, soFar);
            return this;
        }

        /** @param asked for the counts that are not said by {@link #count} */
        public Builder rates(Rates asked) {
            this.rates = asked;
            return this;
        }

        public Context build() {
            return new Context(now, ip, resourceTenant, attributes, counts, rates);
        }
    }
}
