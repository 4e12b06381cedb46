package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The book as last committed: transfers and their entries. What belongs to another tenant is not there. */
public interface Transfers {

    /** The most that one call answers: a page and one more, to know whether there is another. */
    int MAX_PAGE = 101;

    @Nullable
    Transfer find(String tenantId, String transferId);

    /** Those of {@code transferIds} that are there, in no order, with one read. */
    List<Transfer> find(String tenantId, Collection<String> transferIds);

    /** What became of the request with this key: the transfer or the remembered refusal; null when it was never decided. */
    @Nullable
    PostResult findByKey(String tenantId, String idempotencyKey);

    /** The reversals of those of {@code transferIds} that were taken back, by the id of what they take back. */
    Map<String, Transfer> reversalsOf(String tenantId, Collection<String> transferIds);

    /** What captured or released this hold, oldest first, at most {@value #MAX_PAGE}; without the transfer that made it. */
    List<Transfer> ofHold(String tenantId, String holdId);

    /** What placed, settled or rolled back this bet, oldest first, at most {@value #MAX_PAGE}. */
    List<Transfer> ofBet(KnownBet.Key key);

    /**
     * Transfers that touched any of these wallets, newest first; those of one moment by wallet, and by number in it.
     *
     * @param walletIds of this tenant, at most {@link Wallets#MAX_BATCH}
     * @throws IllegalArgumentException when the bounds name a transfer that touches none of them
     */
    List<Transfer> ofWallets(String tenantId, Collection<String> walletIds, Filter filter, TransferBounds bounds);

    /** All transfers that touched any of these wallets, newest first. */
    default List<Transfer> ofWallets(String tenantId, Collection<String> walletIds, TransferBounds bounds) {
        return ofWallets(tenantId, walletIds, Filter.ALL, bounds);
    }

    /** Entries of one wallet, newest first; none when the wallet is not the tenant's. */
    List<Entry> entries(String tenantId, String walletId, EntryBounds bounds);

    /** What to find among the transfers of wallets; null and empty mean that it does not matter. */
    record Filter(
            List<TransferType> types,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Money least,
            @Nullable Money most,
            Map<String, String> metadata,
            @Nullable Boolean isReversed) {

        /** Everything. */
        public static final Filter ALL = new Filter(List.of(), null, null, null, null, Map.of(), null);

        public Filter {
            types = List.copyOf(types);
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * Bounds of a page. With {@code fromOldest} the page is what lies nearest above {@code afterId}, still answered newest
     * first: that is how one pages back.
     *
     * @param beforeId only what comes after this one in the list, so is older; or null
     * @param afterId only what comes before this one in the list, so is newer; or null
     */
    record TransferBounds(
            @Nullable String beforeId, @Nullable String afterId, int limit, boolean fromOldest) {
        public TransferBounds {
            requireLimit(limit);
        }

        public static TransferBounds newest(int limit) {
            return new TransferBounds(null, null, limit, false);
        }
    }

    /**
     * Bounds of a page of entries; a wallet's sequence numbers have no gaps.
     *
     * @param beforeSeq only older ones, exclusive; {@link Long#MAX_VALUE} for all
     * @param afterSeq only newer ones, exclusive; 0 for all
     * @param fromOldest the page is what lies nearest above {@code afterSeq}, still answered newest first
     */
    record EntryBounds(long beforeSeq, long afterSeq, int limit, boolean fromOldest) {
        public EntryBounds {
            requireLimit(limit);
            if (beforeSeq < 1 || afterSeq < 0) {
                throw new IllegalArgumentException("No entries lie between seq " + afterSeq + " and " + beforeSeq);
            }
        }

        public static EntryBounds newest(int limit) {
            return new EntryBounds(Long.MAX_VALUE, 0, limit, false);
        }
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("A page has 1 to " + MAX_PAGE + " rows, not " + limit);
        }
    }
}
