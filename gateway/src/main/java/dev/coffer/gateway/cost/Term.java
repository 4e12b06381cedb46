package dev.coffer.gateway.cost;

import dev.coffer.gateway.execute.Json;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScalar;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of a cost: a number as far as it does not depend on variables. Costs are at most {@value #MOST}. */
sealed interface Term {
    /** More than any operation may cost, and far enough from overflow. */
    long MOST = 1L << 50;

    Term NOTHING = new Fixed(0);

    /** @param variables of the request, with their defaults */
    long of(JsonObject variables);

    /** The same whatever the variables are. */
    record Fixed(long cost) implements Term {
        @Override
        public long of(JsonObject variables) {
            return cost;
        }
    }

    /** All of them. */
    record Sum(List<Term> parts) implements Term {
        @Override
        public long of(JsonObject variables) {
            long sum = 0;
            for (Term part : parts) {
                sum = bounded(sum + part.of(variables));
            }
            return sum;
        }
    }

    /** Each item of a list. */
    record Times(Term size, Term item) implements Term {
        @Override
        public long of(JsonObject variables) {
            return product(size.of(variables), item.of(variables));
        }
    }

    /** The largest of the numbers that are given. @param otherwise where none is */
    record Largest(List<Term> given, long otherwise) implements Term {
        @Override
        public long of(JsonObject variables) {
            long largest = -1;
            for (Term each : given) {
                largest = Math.max(largest, each.of(variables));
            }
            return largest < 0 ? otherwise : largest;
        }
    }

    /** A number that the client gives by a variable; -1 where it does not, or gives none of that kind. */
    record Given(String variable) implements Term {
        @Override
        public long of(JsonObject variables) {
            return number(variables.find(variable));
        }

        private static long number(@Nullable Json value) {
            if (!(value instanceof JsonScalar scalar) || !scalar.isInteger() || scalar.length() > 10) {
                return -1;
            }
            return Math.max(0, Long.parseLong(scalar.literal()));
        }
    }

    /** What an input costs that is given by a variable. */
    record Input(String variable, InputCost cost) implements Term {
        @Override
        public long of(JsonObject variables) {
            return cost.of(variables.find(variable));
        }
    }

    static Term sum(List<Term> parts) {
        List<Term> open =
                parts.stream().filter(part -> !(part instanceof Fixed)).toList();
        long fixed = 0;
        for (Term part : parts) {
            fixed = part instanceof Fixed(long cost) ? bounded(fixed + cost) : fixed;
        }
        if (open.isEmpty()) {
            return new Fixed(fixed);
        }
        return new Sum(Stream.concat(Stream.of(new Fixed(fixed)), open.stream()).toList());
    }

    static Term times(Term size, Term item) {
        return size instanceof Fixed(long count) && item instanceof Fixed(long cost)
                ? new Fixed(product(count, cost))
                : new Times(size, item);
    }

    private static long product(long count, long cost) {
        long high = Math.multiplyHigh(count, cost);
        return high == 0 && count * cost >= 0 ? bounded(count * cost) : MOST;
    }

    private static long bounded(long cost) {
        return Math.min(cost, MOST);
    }
}
