package dev.coffer.access;

import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Conditions;
import dev.coffer.access.condition.Context;
import dev.coffer.access.condition.Counter;
import dev.coffer.access.condition.Rates;
import dev.coffer.access.condition.Value;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random policies and questions over a vocabulary so small that rules meet questions, and each other, all the time. */
public final class RandomCases {
    private static final List<String> RESOURCES = List.of("wallet", "transfer", "user", "fee");
    private static final List<String> ACTIONS = List.of("read", "create", "update");
    private static final List<String> OWNERS = List.of("u-1", "u-2", "team/red", "team/blue");
    private static final List<String> TARGETS = List.of("w-1", "w-2", "own", "all", "team/red", "u-1");
    private static final List<String> URN_TARGETS =
            List.of("own", "all", "*", "w-1", "w-2", "u-1", "team/red", "team/blue");
    private static final List<String> ZONES = List.of("UTC", "Europe/Vienna", "America/New_York", "Asia/Kolkata");
    private static final List<String> TIMES = List.of("00:00", "06:30", "08:00", "12:00", "18:00", "23:45");
    private static final List<String> ATTRIBUTES = List.of("resource.status", "subject.unit", "request.amount");
    private static final List<String> TEXTS = List.of("open", "closed", "op", "o.en", "");
    private static final List<String> PATTERNS =
            List.of("o*", "*", "?pen", "[a-o]pe?", "*o*e*", "o.en", "[!o]*", "clos?d");
    private static final List<String> BLOCKS =
            List.of("10.0.0.0/8", "10.1.2.0/30", "0.0.0.0/0", "2001:db8::/33", "::/0", "192.168.1.7/32");
    private static final List<String> ADDRESSES = List.of(
            "10.1.2.3", "10.1.2.4", "::ffff:10.1.2.3", "192.168.1.7", "2001:db8::1", "2001:db8:8000::1", "fe80::1");
    static final List<Counter> COUNTERS =
            List.of(new Counter("payouts", Duration.ofHours(1)), new Counter("payouts", Duration.ofDays(1)));
    private static final Instant FIRST_MOMENT = Instant.parse("2026-10-20T00:00:00Z");
    private static final int MINUTES = 20 * 24 * 60;

    private final Random random;

    public RandomCases(long seed) {
        this.random = new Random(seed);
    }

    Case question(List<Role> roles) {
        String resource = random.nextInt(10) == 0 ? "unmentioned" : pick(RESOURCES);
        String action = random.nextInt(10) == 0 ? "unmentioned" : pick(ACTIONS);
        Subject subject = new Subject("u-1", "acme", roleNames(roles));
        return new Case(roles, subject, resource, action, pickOrNull(OWNERS), pickOrNull(TARGETS), context());
    }

    /** Three policies of four have conditions and priorities. */
    public List<Role> roles() {
        boolean isPlain = random.nextInt(4) == 0;
        List<Role> roles = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            List<String> inherits = new ArrayList<>();
            for (int parent = 0; parent < i; parent++) {
                if (random.nextInt(4) == 0) {
                    inherits.add("r" + parent);
                }
            }
            roles.add(new Role("r" + i, inherits, rules("r" + i, isPlain)));
        }
        return roles;
    }

    Context context() {
        Context.Builder context = Context.builder();
        if (isKnown()) {
            context.now(FIRST_MOMENT.plusSeconds(60L * random.nextInt(MINUTES) + random.nextInt(60)));
        }
        if (isKnown()) {
            context.ip(pick(ADDRESSES));
        }
        if (isKnown()) {
            context.resourceTenant(random.nextBoolean() ? "acme" : "umbrella");
        }
        ATTRIBUTES.stream().filter(_ -> isKnown()).forEach(name -> context.attribute(name, value()));
        Map<Counter, Long> asked = new HashMap<>();
        COUNTERS.stream().filter(_ -> isKnown()).forEach(counter -> {
            if (random.nextBoolean()) {
                context.count(counter, random.nextInt(5));
            } else {
                asked.put(counter, (long) random.nextInt(5));
            }
        });
        context.rates(new Counted(asked));
        return context.build();
    }

    /** Somebody who counts. */
    record Counted(Map<Counter, Long> counts) implements Rates {

        @Override
        public @Nullable Long soFar(Counter counter, long most) {
            return counts.get(counter);
        }
    }

    public Condition condition(int depth) {
        return switch (random.nextInt(depth <= 0 ? 13 : 19)) {
            case 0 -> Conditions.role(name());
            case 1 -> Conditions.anyRole(name(), name() + "x");
            case 2 -> Conditions.allRoles("r0", "r1");
            case 3 -> Conditions.owner();
            case 4 -> Conditions.sameTenant();
            case 5 -> Conditions.equal(pick(ATTRIBUTES), value());
            case 6 -> Conditions.in(pick(ATTRIBUTES), pick(TEXTS), "closed-" + random.nextInt(3));
            case 7 -> Conditions.matches(pick(ATTRIBUTES), pick(PATTERNS));
            case 8 -> Conditions.between(pick(ATTRIBUTES), "" + random.nextInt(3), 2 + random.nextInt(4) + ".50");
            case 9 -> Conditions.cidr(pick(BLOCKS));
            case 10 -> Conditions.hours(pick(TIMES), pick(TIMES), pick(ZONES));
            case 11 ->
                Conditions.days(pick(ZONES), DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.FRIDAY, DayOfWeek.SUNDAY);
            case 12 -> {
                Counter counter = pick(COUNTERS);
                yield Conditions.rate(counter.name(), random.nextInt(5), counter.per());
            }
            case 13, 14 -> Conditions.and(condition(depth - 1), condition(depth - 1));
            case 15, 16 -> Conditions.or(condition(depth - 1), condition(depth - 1), condition(depth - 2));
            default -> Conditions.not(condition(depth - 1));
        };
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private List<Rule> rules(String role, boolean isPlain) {
        List<Rule> rules = new ArrayList<>();
        int count = random.nextInt(7);
        for (int i = 0; i < count; i++) {
            Urn urn = Urn.parse(pickOrAny(RESOURCES) + ":" + pickOrAny(ACTIONS) + ":" + pick(URN_TARGETS));
            Rule.Effect effect = random.nextInt(3) == 0 ? Rule.Effect.DENIAL : Rule.Effect.GRANT;
            int priority = isPlain || random.nextInt(3) > 0 ? 0 : random.nextInt(4) - 1;
            Condition condition = isPlain || random.nextInt(3) == 0 ? null : condition(2);
            rules.add(new Rule(role, effect, urn, priority, condition));
        }
        return rules;
    }

    private Set<String> roleNames(List<Role> roles) {
        Set<String> names = new HashSet<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            names.add(random.nextInt(12) == 0 ? "ghost" : pick(roles).name());
        }
        return names;
    }

    private Value value() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> Value.of(pick(TEXTS));
            case 2, 3 -> Value.of(random.nextInt(7));
            default -> Value.of(random.nextBoolean());
        };
    }

    private String name() {
        return random.nextInt(8) == 0 ? "ghost" : "r" + random.nextInt(6);
    }

    private boolean isKnown() {
        return random.nextInt(4) > 0;
    }

    private String pickOrAny(List<String> from) {
        return random.nextInt(5) == 0 ? "*" : pick(from);
    }

    private @Nullable String pickOrNull(List<String> from) {
        return random.nextInt(3) == 0 ? null : pick(from);
    }
}
