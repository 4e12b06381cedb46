package dev.coffer.access;

import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.IpBlock;
import dev.coffer.access.condition.Value;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of conditions as numbers: 1 holds, 0 nobody knows, -1 does not hold; and is the least, or the greatest, not
 * the negative. Leaves are computed another way than in the engine: regular expressions, the JDK's addresses, minutes.
 */
final class NaiveConditions {
    private final Case asked;
    private final Set<String> heldAndInherited;

    NaiveConditions(Case asked, Set<String> heldAndInherited) {
        this.asked = asked;
        this.heldAndInherited = heldAndInherited;
    }

    int value(Condition condition) {
        return switch (condition) {
            case Condition.And and ->
                and.parts().stream().mapToInt(this::value).min().orElseThrow();
            case Condition.Or or ->
                or.parts().stream().mapToInt(this::value).max().orElseThrow();
            case Condition.Not not -> -value(not.part());
            case Condition.HasRole has -> sign(heldAndInherited.contains(has.role()));
            case Condition.HasAnyRole has -> sign(!java.util.Collections.disjoint(heldAndInherited, has.roles()));
            case Condition.HasAllRoles has -> sign(heldAndInherited.containsAll(has.roles()));
            case Condition.Owner _ -> NaiveEvaluator.compare(asked.subject().id(), asked.ownerId());
            case Condition.SameTenant _ ->
                NaiveEvaluator.compare(asked.subject().tenant(), asked.context().resourceTenant());
            case Condition.Equal equal -> in(Set.of(equal.value()), actual(equal.attribute()));
            case Condition.In in -> in(in.values(), actual(in.attribute()));
            case Condition.Matches matches -> matches(matches, actual(matches.attribute()));
            case Condition.Between between -> between(between, actual(between.attribute()));
            case Condition.Cidr cidr -> cidr(cidr);
            case Condition.Hours hours -> hours(hours);
            case Condition.Days days -> days(days);
            case Condition.Rate rate -> rate(rate);
        };
    }

    private @Nullable Value actual(dev.coffer.access.condition.Attribute attribute) {
        return asked.context().attributes().get(attribute);
    }

    private static int in(Set<Value> wanted, @Nullable Value actual) {
        if (actual == null || wanted.stream().noneMatch(value -> value.getClass() == actual.getClass())) {
            return 0;
        }
        return sign(wanted.stream().anyMatch(value -> value.toString().equals(actual.toString())));
    }

    private static int matches(Condition.Matches matches, @Nullable Value actual) {
        if (!(actual instanceof Value.Text(String text))) {
            return 0;
        }
        String regex = matches.pattern()
                .toString()
                .replace(".", "\\.")
                .replace("*", ".*")
                .replace("?", ".");
        return sign(Pattern.compile(regex.replace("[!", "[^"), Pattern.DOTALL)
                .matcher(text)
                .matches());
    }

    private static int between(Condition.Between between, @Nullable Value actual) {
        if (!(actual instanceof Value.Decimal(var number))) {
            return 0;
        }
        return sign(number.max(between.min()).equals(number)
                && number.min(between.max()).equals(number));
    }

    private int cidr(Condition.Cidr cidr) {
        if (asked.context().ip() == null) {
            return 0;
        }
        String address = asked.context().ip().toString();
        return sign(cidr.blocks().stream().anyMatch(block -> isIn(block, address)));
    }

    private static boolean isIn(IpBlock block, String address) {
        try {
            byte[] network = InetAddress.getByName(block.network().toString()).getAddress();
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int dropped = bytes.length * Byte.SIZE - block.prefixLength();
            return network.length == bytes.length
                    && new BigInteger(1, network)
                            .shiftRight(dropped)
                            .equals(new BigInteger(1, bytes).shiftRight(dropped));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private int hours(Condition.Hours hours) {
        if (asked.context().now() == null) {
            return 0;
        }
        int now = minuteOfDay(asked.context().now(), hours.zone());
        for (LocalTime minute = hours.from(); !minute.equals(hours.to()); minute = minute.plusMinutes(1)) {
            if (minute.getHour() * 60 + minute.getMinute() == now) {
                return 1;
            }
        }
        return -1;
    }

    private static int minuteOfDay(Instant now, ZoneId zone) {
        ZonedDateTime time = now.atZone(zone);
        return time.getHour() * 60 + time.getMinute();
    }

    private int days(Condition.Days days) {
        Instant now = asked.context().now();
        return now == null
                ? 0
                : sign(days.days()
                        .toString()
                        .contains(now.atZone(days.zone()).getDayOfWeek().name()));
    }

    private int rate(Condition.Rate rate) {
        Long count = asked.context().counts().containsKey(rate.counter())
                ? asked.context().counts().get(rate.counter())
                : asked.context().rates().soFar(rate.counter(), rate.most());
        return count == null ? 0 : sign(count + 1 <= rate.most());
    }

    private static int sign(boolean holds) {
        return holds ? 1 : -1;
    }
}
