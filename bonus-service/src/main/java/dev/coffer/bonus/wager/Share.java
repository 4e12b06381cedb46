package dev.coffer.bonus.wager;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an amount is one award's.
 *
 * @param awardId {@link #LOOSE} for bonus money that no award explains
 * @param minor zero or more
 */
record Share(String awardId, long minor) {

    static final String LOOSE = "";

    static long sum(List<Share> shares) {
        return shares.stream().mapToLong(Share::minor).reduce(0, Math::addExact);
    }

    /** {@code amount} in the proportion of {@code shares}; what does not divide is the first's. All of it is loose where there are none. */
    static List<Share> inProportion(List<Share> shares, long amount) {
        long total = sum(shares);
        if (amount == 0) {
            return List.of();
        }
        if (total == 0) {
            return List.of(new Share(LOOSE, amount));
        }
        List<Share> parts = new ArrayList<>();
        long rest = amount;
        for (Share share : shares.subList(1, shares.size())) {
            long part = BigInteger.valueOf(amount)
                    .multiply(BigInteger.valueOf(share.minor()))
                    .divide(BigInteger.valueOf(total))
                    .longValueExact();
            parts.add(new Share(share.awardId(), part));
            rest -= part;
        }
        parts.addFirst(new Share(shares.getFirst().awardId(), rest));
        return parts;
    }
}
