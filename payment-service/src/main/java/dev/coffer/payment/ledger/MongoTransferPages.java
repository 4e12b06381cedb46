package dev.coffer.payment.ledger;

import com.mongodb.MongoExecutionTimeoutException;
import dev.coffer.payment.ledger.Transfers.Filter;
import dev.coffer.payment.ledger.Transfers.TransferBounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The transfers of several wallets as one list, merged from the wallets' chains: an index for lists alone would cost every
 * transfer two more places in an index, far apart.
 *
 * <p>The order is by time, then by wallet, then by number in that wallet. A transfer that touches several of the wallets
 * stands where the first of them has it, and only there. A wallet's times never go back with its numbers, so each chain is
 * sorted already, and a place in the list is a number in each chain.
 */
final class MongoTransferPages {

    /** A filter that next to nothing fits reads the wallets' whole books; somebody waits for it. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(5);

    /** Entries that are looked at with one read: as many as a page has, and twice as many each time that few fit. */
    private static final int MOST_AT_ONCE = 4_096;

    /** Few are less than one in so many; a transfer seldom has more entries in one wallet. */
    private static final int FEW = 4;

    /** MongoDB's own code for it. */
    private static final int MAX_TIME_EXPIRED = 50;

    private final Transfers transfers;
    private final Wallets wallets;
    private final MongoEntries entries;

    MongoTransferPages(Transfers transfers, Wallets wallets, MongoEntries entries) {
        this.transfers = transfers;
        this.wallets = wallets;
        this.entries = entries;
    }

    /** As {@link Transfers#ofWallets(String, Collection, Filter, TransferBounds)}. */
    List<Transfer> page(String tenantId, Collection<String> walletIds, Filter filter, TransferBounds bounds) {
        long deadline = System.nanoTime() + LONGEST_SEARCH.toNanos();
        List<Wallet> own = wallets.find(tenantId, List.copyOf(walletIds)).stream()
                .sorted(Comparator.comparing(Wallet::id))
                .toList();
        List<String> ids = own.stream().map(Wallet::id).toList();
        Place before = bounds.beforeId() == null ? null : place(tenantId, bounds.beforeId(), ids);
        Place after = bounds.afterId() == null ? null : place(tenantId, bounds.afterId(), ids);
        Comparator<Found> order = bounds.fromOldest() ? Found.ORDER : Found.ORDER.reversed();
        PriorityQueue<Run> runs = new PriorityQueue<>(Comparator.comparing(Run::head, order));
        for (int index = 0; index < own.size(); index++) {
            Run run = new Run(tenantId, ids, index, filter, bounds, deadline);
            run.narrow(own.get(index), before, after);
            if (run.hasNext()) {
                runs.add(run);
            }
        }
        List<Transfer> page = new ArrayList<>();
        while (page.size() < bounds.limit() && !runs.isEmpty()) {
            Run run = runs.remove();
            page.add(run.next());
            if (run.hasNext()) {
                runs.add(run);
            }
        }
        return bounds.fromOldest() ? page.reversed() : page;
    }

    /**
     * Where a transfer stands in the list.
     *
     * @param wallet the place of its wallet among those of the list
     * @param seq the last number that it has in that wallet
     */
    private record Place(Instant at, int wallet, long seq) {

        /** Null for a transfer that touches none of them. */
        static @Nullable Place of(Transfer transfer, List<String> walletIds) {
            for (int index = 0; index < walletIds.size(); index++) {
                long seq = MongoEntries.lastSeq(transfer, walletIds.get(index));
                if (seq > 0) {
                    return new Place(transfer.at(), index, seq);
                }
            }
            return null;
        }
    }

    private record Found(Place place, Transfer transfer) {
        static final Comparator<Found> ORDER = Comparator.comparing((Found found) -> found.place.at)
                .thenComparingInt(found -> found.place.wallet)
                .thenComparingLong(found -> found.place.seq);
    }

    private Place place(String tenantId, String transferId, List<String> walletIds) {
        Transfer transfer = transfers.find(tenantId, transferId);
        Place place = transfer == null ? null : Place.of(transfer, walletIds);
        if (place == null) {
            throw new IllegalArgumentException(
                    "Transfer " + transferId + " is none of these wallets', so no page begins there");
        }
        return place;
    }

    /** One wallet's part of the list, from one end to the other. */
    private final class Run {

        private final String tenantId;
        private final List<String> walletIds;
        private final int wallet;
        private final List<Bson> wanted;
        private final Filter filter;
        private final boolean isUpward;
        private final long deadline;
        private final Deque<Found> read = new ArrayDeque<>();
        private int atOnce;
        private long first = 1;
        private long last;

        Run(String tenantId, List<String> walletIds, int wallet, Filter filter, TransferBounds bounds, long deadline) {
            this.tenantId = tenantId;
            this.walletIds = walletIds;
            this.wallet = wallet;
            this.wanted = MongoTransferFilter.of(filter);
            this.filter = filter;
            this.isUpward = bounds.fromOldest();
            this.deadline = deadline;
            this.atOnce = bounds.limit();
        }

        /** To what lies between the two places and within the times of the filter. */
        void narrow(Wallet own, @Nullable Place before, @Nullable Place after) {
            last = own.seq();
            if (before != null) {
                last = Math.min(last, isThere(before) ? before.seq() - 1 : lastBy(own, before));
            }
            if (after != null) {
                first = isThere(after) ? after.seq() + 1 : lastBy(own, after) + 1;
            }
            if (filter.to() != null) {
                last = Math.min(last, entries.lastSeqAt(own, filter.to().minusMillis(1)));
            }
            if (filter.from() != null) {
                first = Math.max(first, entries.lastSeqAt(own, filter.from().minusMillis(1)) + 1);
            }
        }

        private boolean isThere(Place place) {
            return place.wallet() == wallet;
        }

        /** The last of this wallet that stands before {@code place}, which is another wallet's. */
        private long lastBy(Wallet own, Place place) {
            return entries.lastSeqAt(
                    own, wallet < place.wallet() ? place.at() : place.at().minusMillis(1));
        }

        Found head() {
            return read.getFirst();
        }

        Transfer next() {
            return read.removeFirst().transfer();
        }

        boolean hasNext() {
            while (read.isEmpty() && first <= last) {
                readMore();
            }
            return !read.isEmpty();
        }

        private void readMore() {
            long from = isUpward ? first : Math.max(first, last - atOnce + 1);
            long to = isUpward ? Math.min(last, first + atOnce - 1) : last;
            if (isUpward) {
                first = to + 1;
            } else {
                last = from - 1;
            }
            List<Transfer> found = entries.transfers(walletIds.get(wallet), from, to, wanted, left());
            if (found.size() < atOnce / FEW) {
                atOnce = Math.min(2 * atOnce, MOST_AT_ONCE);
            }
            isReversed(found).stream()
                    .map(transfer -> new Found(placed(transfer), transfer))
                    .filter(each -> isThere(each.place())
                            && each.place().seq() >= from
                            && each.place().seq() <= to)
                    .sorted(isUpward ? Found.ORDER : Found.ORDER.reversed())
                    .forEach(read::add);
        }

        private Place placed(Transfer transfer) {
            Place place = Place.of(transfer, walletIds);
            if (place == null) {
                throw new IllegalStateException("Transfer " + transfer.id() + " has no entry in any of its wallets");
            }
            return place;
        }

        /** Whether something was taken back stands elsewhere, so it is asked for what was found. */
        private List<Transfer> isReversed(List<Transfer> found) {
            if (filter.isReversed() == null || found.isEmpty()) {
                return found;
            }
            Map<String, Transfer> reversals = transfers.reversalsOf(
                    tenantId, found.stream().map(Transfer::id).toList());
            return found.stream()
                    .filter(transfer -> reversals.containsKey(transfer.id()) == filter.isReversed())
                    .toList();
        }

        private Duration left() {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.toMillis() < 1) {
                throw new MongoExecutionTimeoutException(
                        MAX_TIME_EXPIRED,
                        "No page of transfers was found within " + LONGEST_SEARCH.toSeconds()
                                + " s; ask for fewer wallets, or for a shorter time");
            }
            return left;
        }
    }
}
