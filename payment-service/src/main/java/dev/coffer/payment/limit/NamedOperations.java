package dev.coffer.payment.limit;

import dev.coffer.payment.usage.LimitedOperation;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Operations and tiers by the names that they have in settings. */
final class NamedOperations {

    static final Set<LimitedOperation> ALL = EnumSet.allOf(LimitedOperation.class);
    static final Set<LimitedOperation> SINGLE = EnumSet.complementOf(EnumSet.of(LimitedOperation.LOSS));

    private NamedOperations() {}

    /** "withdrawal". */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming a name that is none of {@code known} */
    static void require(Map<String, BigDecimal> named, Set<? extends Enum<?>> known) {
        for (String name : named.keySet()) {
            if (known.stream().noneMatch(constant -> name(constant).equals(name))) {
                throw new IllegalArgumentException("'" + name + "' is none of "
                        + known.stream().map(NamedOperations::name).toList());
            }
        }
    }
}
