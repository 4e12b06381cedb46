package dev.coffer.gateway.transport;

import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which labels of progressive overrides are active for a request. {@code percent(n)} is for n of 100 requests, told apart by their
 * correlation ids: a request stands at one place between 0 and 100, and all percentages above that are active for it. So there are no
 * more combinations than there are percentages. Other labels are active where the gateway's settings say so.
 *
 * @param active names of labels that are not percentages
 */
record OverrideLabels(Set<String> active) {
    private static final Pattern PERCENT = Pattern.compile("percent\\((?<share>\\d{1,3}(\\.\\d{1,8})?)\\)");
    /** 100 percent; percentages have up to eight places behind the point. */
    private static final long WHOLE = 10_000_000_000L;

    OverrideLabels {
        active = Set.copyOf(active);
    }

    /** @return tells of a label whether it is active for the request */
    Predicate<String> of(String correlationId) {
        long place = Long.remainderUnsigned(hash(correlationId), WHOLE);
        return label -> {
            Matcher percent = PERCENT.matcher(label);
            return percent.matches() ? place < share(percent.group("share")) : active.contains(label);
        };
    }

    private static long share(String percent) {
        return new BigDecimal(percent).movePointRight(8).longValueExact();
    }

    /** FNV-1a, then mixed: ids of one origin often differ in few characters. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
