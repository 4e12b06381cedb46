package dev.coffer.bonus.loyalty;

import dev.coffer.bonus.loyalty.PointEntry.Kind;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A player's points. Immutable: each change gives another, with the entries that are to be appended.
 *
 * @param seq of the last entry
 * @param lots what was earned by month, the oldest first; what goes out is of the oldest
 * @param tier that was reached last; null for none
 */
record PointAccount(
        String tenantId,
        String userId,
        long seq,
        long balance,
        List<Lot> lots,
        @Nullable String tier) {

    /** @param earned less what was taken back @param left of it */
    record Lot(YearMonth month, long earned, long left) {}

    /** @param entries what is to be appended, in order */
    record Change(PointAccount account, List<PointEntry> entries) {

        Change {
            entries = List.copyOf(entries);
        }
    }

    PointAccount {
        lots = List.copyOf(lots);
        long left = lots.stream().mapToLong(Lot::left).sum();
        if (balance < 0 || left != balance || lots.stream().anyMatch(lot -> lot.left() < 0 || lot.earned() < 0)) {
            throw new IllegalArgumentException("A balance of " + balance + " points with lots of " + lots);
        }
    }

    static PointAccount empty(String tenantId, String userId) {
        return new PointAccount(tenantId, userId, 0, 0, List.of(), null);
    }

    /** What was earned in {@code months} months, with the one that runs. */
    long earned(YearMonth now, int months) {
        YearMonth first = now.minusMonths(months - 1L);
        return lots.stream()
                .filter(lot -> !lot.month().isBefore(first))
                .mapToLong(Lot::earned)
                .sum();
    }

    PointAccount at(@Nullable String newTier) {
        return new PointAccount(tenantId, userId, seq, balance, lots, newTier);
    }

    Change earn(String key, long points, YearMonth month, Instant at) {
        List<Lot> more = new ArrayList<>(lots);
        int last = more.size() - 1;
        // A month that is over gets nothing more, also where clocks differ.
        if (last >= 0 && !more.get(last).month().isBefore(month)) {
            Lot lot = more.get(last);
            more.set(
                    last, new Lot(lot.month(), Math.addExact(lot.earned(), points), Math.addExact(lot.left(), points)));
        } else {
            more.add(new Lot(month, points, points));
        }
        return changed(more, key, Kind.EARNED, points, at);
    }

    /** Of the newest, where they lie; no more than there are. */
    Change takeBack(String key, long points, Instant at) {
        List<Lot> less = new ArrayList<>(lots);
        long toUnearn = points;
        long toTake = Math.min(points, balance);
        long taken = toTake;
        for (int i = less.size() - 1; i >= 0 && (toUnearn > 0 || toTake > 0); i--) {
            Lot lot = less.get(i);
            long unearned = Math.min(toUnearn, lot.earned());
            long out = Math.min(toTake, lot.left());
            less.set(i, new Lot(lot.month(), lot.earned() - unearned, lot.left() - out));
            toUnearn -= unearned;
            toTake -= out;
        }
        return changed(less, key, Kind.TAKEN_BACK, -taken, at);
    }

    /** Of the oldest. @param points at most the balance */
    Change redeem(String key, long points, Instant at) {
        if (points < 1 || points > balance) {
            throw new IllegalArgumentException(points + " points of " + balance);
        }
        List<Lot> less = new ArrayList<>();
        long toTake = points;
        for (Lot lot : lots) {
            long out = Math.min(toTake, lot.left());
            less.add(new Lot(lot.month(), lot.earned(), lot.left() - out));
            toTake -= out;
        }
        return changed(less, key, Kind.REDEEMED, -points, at);
    }

    /** Without what was earned before {@code first}; unchanged where nothing was. */
    Change expire(YearMonth first, Instant at) {
        List<Lot> live =
                lots.stream().filter(lot -> !lot.month().isBefore(first)).toList();
        long gone = balance - live.stream().mapToLong(Lot::left).sum();
        if (gone == 0) {
            return new Change(new PointAccount(tenantId, userId, seq, balance, live, tier), List.of());
        }
        return changed(live, "expired:" + first, Kind.EXPIRED, -gone, at);
    }

    private Change changed(List<Lot> changed, String key, Kind kind, long points, Instant at) {
        PointAccount after = new PointAccount(tenantId, userId, seq + 1, Math.addExact(balance, points), changed, tier);
        return new Change(
                after, List.of(new PointEntry(tenantId, userId, seq + 1, key, kind, points, after.balance, at)));
    }
}
