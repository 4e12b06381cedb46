package dev.coffer.access.review;

import dev.coffer.access.condition.Attribute;
import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Context;
import dev.coffer.access.condition.Facts;
import dev.coffer.access.condition.IpBlock;
import dev.coffer.access.condition.Truth;
import dev.coffer.access.condition.Value;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether some subject in some context could fulfil a condition. It writes the condition as alternatives of things that
 * hold or do not hold, and looks in each for two that exclude each other. "No" is certain, "yes" is not.
 */
final class Satisfiability {
    /** Beyond that many alternatives it says yes. */
    private static final int MAX_ALTERNATIVES = 256;

    private static final int MINUTES_OF_DAY = 24 * 60;

    /** One thing that must hold, or must not. */
    private record Literal(Condition leaf, boolean holds) {}

    /** One attribute is known and nothing else. */
    private record Knowing(Context context) implements Facts {
        @Override
        public String subjectId() {
            return "";
        }

        @Override
        public String subjectTenant() {
            return "";
        }

        @Override
        public boolean holdsRole(String role) {
            return false;
        }

        @Override
        public @Nullable String ownerId() {
            return null;
        }
    }

    private final Lineage lineage;

    Satisfiability(Lineage lineage) {
        this.lineage = lineage;
    }

    boolean canHold(Condition condition) {
        List<List<Literal>> alternatives = alternatives(condition, true);
        return alternatives == null || !alternatives.stream().allMatch(this::isContradictory);
    }

    /** Null where there are too many. */
    private static @Nullable List<List<Literal>> alternatives(Condition condition, boolean holds) {
        return switch (condition) {
            case Condition.Not not -> alternatives(not.part(), !holds);
            case Condition.And and -> holds ? each(and.parts(), true) : any(and.parts(), false);
            case Condition.Or or -> holds ? any(or.parts(), true) : each(or.parts(), false);
            case Condition.HasAnyRole has -> holds ? any(roles(has.roles()), true) : each(roles(has.roles()), false);
            case Condition.HasAllRoles has -> holds ? each(roles(has.roles()), true) : any(roles(has.roles()), false);
            default -> List.of(List.of(new Literal(condition, holds)));
        };
    }

    private static @Nullable List<List<Literal>> any(List<Condition> parts, boolean hold) {
        List<List<Literal>> all = new ArrayList<>();
        for (Condition part : parts) {
            List<List<Literal>> alternatives = alternatives(part, hold);
            if (alternatives == null || all.size() + alternatives.size() > MAX_ALTERNATIVES) {
                return null;
            }
            all.addAll(alternatives);
        }
        return all;
    }

    private static @Nullable List<List<Literal>> each(List<Condition> parts, boolean hold) {
        List<List<Literal>> all = List.of(List.of());
        for (Condition part : parts) {
            List<List<Literal>> alternatives = alternatives(part, hold);
            if (alternatives == null || (long) all.size() * alternatives.size() > MAX_ALTERNATIVES) {
                return null;
            }
            List<List<Literal>> combined = new ArrayList<>();
            for (List<Literal> before : all) {
                for (List<Literal> more : alternatives) {
                    List<Literal> both = new ArrayList<>(before);
                    both.addAll(more);
                    combined.add(both);
                }
            }
            all = combined;
        }
        return all;
    }

    private static List<Condition> roles(Set<String> names) {
        return names.stream().<Condition>map(Condition.HasRole::new).toList();
    }

    private boolean isContradictory(List<Literal> together) {
        for (int i = 0; i < together.size(); i++) {
            if (isImpossible(together.get(i))) {
                return true;
            }
            for (int j = 0; j < i; j++) {
                if (isExcluded(together.get(i), together.get(j)) || isExcluded(together.get(j), together.get(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isImpossible(Literal literal) {
        return literal.holds()
                && switch (literal.leaf()) {
                    case Condition.Hours hours -> hours.from().equals(hours.to());
                    case Condition.Rate rate -> rate.most() == 0;
                    default -> false;
                };
    }

    private boolean isExcluded(Literal one, Literal other) {
        if (one.leaf().equals(other.leaf())) {
            return one.holds() != other.holds();
        }
        if (!one.holds()) {
            return false;
        }
        if (!other.holds()) {
            return isInherited(one.leaf(), other.leaf()) || excludesAllValues(one.leaf(), other.leaf(), Truth.FALSE);
        }
        return excludesAllValues(one.leaf(), other.leaf(), Truth.TRUE) || isDisjoint(one.leaf(), other.leaf());
    }

    /** Whether who holds the role of the one holds the role of the other too. */
    private boolean isInherited(Condition one, Condition other) {
        return one instanceof Condition.HasRole held
                && other instanceof Condition.HasRole inherited
                && lineage.ancestors(held.role()).contains(inherited.role());
    }

    /** Whether the one leaves few values to an attribute, and the other comes out as wanted with none of them. */
    private static boolean excludesAllValues(Condition one, Condition other, Truth wanted) {
        Attribute attribute = attributeOf(one);
        if (attribute == null || !attribute.equals(attributeOf(other))) {
            return false;
        }
        Set<Value> values = switch (one) {
            case Condition.Equal equal -> Set.of(equal.value());
            case Condition.In in -> in.values();
            default -> Set.of();
        };
        return !values.isEmpty()
                && values.stream().noneMatch(value -> other.evaluate(knowing(attribute, value)) == wanted);
    }

    private static Facts knowing(Attribute attribute, Value value) {
        return new Knowing(new Context(null, null, null, Map.of(attribute, value), Map.of()));
    }

    private static @Nullable Attribute attributeOf(Condition condition) {
        return switch (condition) {
            case Condition.Equal equal -> equal.attribute();
            case Condition.In in -> in.attribute();
            case Condition.Matches matches -> matches.attribute();
            case Condition.Between between -> between.attribute();
            default -> null;
        };
    }

    private static boolean isDisjoint(Condition one, Condition other) {
        return switch (one) {
            case Condition.Between range
            when other instanceof Condition.Between second ->
                range.attribute().equals(second.attribute()) && range.max().compareTo(second.min()) < 0;
            case Condition.Between range
            when other instanceof Condition.Matches second -> range.attribute().equals(second.attribute());
            case Condition.Days days
            when other instanceof Condition.Days second ->
                days.zone().equals(second.zone()) && Collections.disjoint(days.days(), second.days());
            case Condition.Hours hours
            when other instanceof Condition.Hours second ->
                hours.zone().equals(second.zone()) && !minutes(hours).intersects(minutes(second));
            case Condition.Cidr cidr
            when other instanceof Condition.Cidr second ->
                cidr.blocks().stream()
                        .allMatch(block -> second.blocks().stream().allMatch(each -> isApart(block, each)));
            default -> false;
        };
    }

    private static boolean isApart(IpBlock one, IpBlock other) {
        return !one.contains(other.network()) && !other.contains(one.network());
    }

    private static BitSet minutes(Condition.Hours hours) {
        BitSet minutes = new BitSet(MINUTES_OF_DAY);
        for (LocalTime time = hours.from(); !time.equals(hours.to()); time = time.plusMinutes(1)) {
            minutes.set(time.getHour() * 60 + time.getMinute());
        }
        return minutes;
    }
}
