package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Usage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The stored ledger as the writer needs it. */
interface Book {

    /** Under which a request is remembered. */
    record Key(String tenantId, String key) {
        static Key of(Keyed command) {
            return new Key(command.tenantId(), command.idempotency().key());
        }
    }

    /** What a request was and what became of it. */
    record Decided(Hash request, PostResult result) {}

    /** A refusal that a repeat must find. */
    record RememberedRefusal(
            String id, String tenantId, Idempotency idempotency, PostResult.Refused refusal, Instant at) {}

    /** A hold that changes. @param from the version that it must have in the store; 0 when it is new */
    record HoldChange(Hold hold, long from) {
        boolean isNew() {
            return from == 0;
        }
    }

    /** What a user has used, that changes. @param from the version that it must have in the store; 0 when it is new */
    record UsageChange(Usage usage, long from) {
        boolean isNew() {
            return from == 0;
        }
    }

    /** A bet that changes, or is heard of first. @param from the version that it must have in the store; 0 when it is new */
    record BetChange(KnownBet bet, long from) {}

    /** What one transaction writes. */
    record Writes(
            Collection<Wallet> opened,
            Collection<Wallet> changed,
            List<HoldChange> holds,
            List<UsageChange> usages,
            List<BetChange> bets,
            List<Transfer> transfers,
            List<RememberedRefusal> refusals) {
        boolean isEmpty() {
            return opened.isEmpty()
                    && changed.isEmpty()
                    && usages.isEmpty()
                    && transfers.isEmpty()
                    && refusals.isEmpty();
        }
    }

    /** Those of {@code keys} that were decided before; durably. @throws Away when the store cannot tell now */
    Map<Key, Decided> decided(Collection<Key> keys);

    /** The wallets with these ids and identities, as last durably committed; what is not there is left out. @throws Away */
    List<Wallet> load(Collection<String> walletIds, Collection<OpenWallet> identities);

    /** The holds, transfers and bets with these ids, as last durably committed; what is not there is left out. @throws Away */
    LoadedSubjects subjects(
            Collection<String> holdIds, Collection<String> transferIds, Collection<KnownBet.Key> betKeys);

    /** What these users have used, as last durably committed; who is not there is left out. @throws Away */
    Map<UsageKey, Usage> usages(Collection<UsageKey> users);

    /** One for all attempts at a batch. Does not touch the store yet. */
    Writing begin();

    /** Attempts at one batch. A new attempt ends the one before, whatever became of it. */
    interface Writing extends AutoCloseable {

        /**
         * Writes all, durably, or nothing.
         *
         * @throws Conflict when another writer came first
         * @throws Away when it failed for now, or when it is not known whether it did
         */
        void commit(Writes writes);

        @Override
        void close();
    }

    /**
     * Another writer has appended to the same wallet, opened the same wallet, changed the same hold or bet, counted for the same user, taken back the same transfer
     * or used the same key. Nothing was written.
     */
    final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Conflict(String message) {
            super(message);
        }
    }

    /** The store is away or slow; it may be back in a moment. */
    final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Away(Throwable cause) {
            super(cause);
        }
    }
}
