package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A book in memory with the guards of the stored one, and faults where a test wants them. */
final class MemoryBook implements Book {

    /** When a fault strikes. */
    enum Moment {
        BEFORE_THE_COMMIT,
        AFTER_THE_COMMIT
    }

    private final Map<Key, Decided> decided = new HashMap<>();
    private final Map<String, Wallet> wallets = new HashMap<>();
    private final Map<String, Hold> holds = new HashMap<>();
    private final Map<UsageKey, Usage> usages = new HashMap<>();
    private final Map<KnownBet.Key, KnownBet> bets = new HashMap<>();
    private final Set<List<Object>> chain = new HashSet<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<String, Runnable> faultsOfWallets = new HashMap<>();
    private final AtomicReference<@Nullable Runnable> behindSubjects = new AtomicReference<>();
    private Consumer<Moment> fault = moment -> {};

    /** Called around each commit; what it throws is what the writer meets. */
    synchronized void faults(Consumer<Moment> next) {
        fault = next;
    }

    /** Called before each commit that changes this wallet. */
    synchronized void faultsAt(Wallet wallet, Runnable next) {
        faultsOfWallets.put(wallet.id(), next);
    }

    /** Puts an entry there that no wallet knows of, as a damaged database may have. */
    synchronized void takeNextEntryOf(Wallet wallet) {
        chain.add(List.of(wallet.id(), wallet.seq() + 1));
    }

    synchronized List<Transfer> transfers() {
        return List.copyOf(transfers);
    }

    synchronized @Nullable Wallet wallet(String walletId) {
        return wallets.get(walletId);
    }

    @Override
    public synchronized Map<Key, Decided> decided(Collection<Key> keys) {
        Map<Key, Decided> found = new HashMap<>(decided);
        found.keySet().retainAll(Set.copyOf(keys));
        return found;
    }

    /** Carries out {@code next} behind the next read of what a batch is about: another writer that gets in between. */
    void behindSubjects(Runnable next) {
        behindSubjects.set(next);
    }

    @Override
    public LoadedSubjects subjects(
            Collection<String> holdIds, Collection<String> transferIds, Collection<KnownBet.Key> betKeys) {
        LoadedSubjects found = read(holdIds, transferIds, betKeys);
        Runnable next = behindSubjects.getAndSet(null);
        if (next != null) {
            next.run();
        }
        return found;
    }

    private synchronized LoadedSubjects read(
            Collection<String> holdIds, Collection<String> transferIds, Collection<KnownBet.Key> betKeys) {
        Map<String, Hold> foundHolds = new HashMap<>(holds);
        foundHolds.keySet().retainAll(Set.copyOf(holdIds));
        Map<String, Transfer> foundTransfers = new HashMap<>();
        Set<String> reversed = new HashSet<>();
        for (Transfer transfer : transfers) {
            if (transferIds.contains(transfer.id())) {
                foundTransfers.put(transfer.id(), transfer);
            }
            if (transfer.links().reverses() != null) {
                reversed.add(transfer.links().reverses());
            }
        }
        Map<KnownBet.Key, KnownBet> foundBets = new HashMap<>(bets);
        foundBets.keySet().retainAll(Set.copyOf(betKeys));
        return new LoadedSubjects(foundHolds, foundTransfers, reversed, foundBets);
    }

    @Override
    public synchronized Map<UsageKey, Usage> usages(Collection<UsageKey> users) {
        Map<UsageKey, Usage> found = new HashMap<>(usages);
        found.keySet().retainAll(Set.copyOf(users));
        return found;
    }

    @Override
    public synchronized List<Wallet> load(Collection<String> walletIds, Collection<OpenWallet> identities) {
        return wallets.values().stream()
                .filter(wallet -> walletIds.contains(wallet.id()) || identities.contains(wallet.identity()))
                .toList();
    }

    @Override
    public Writing begin() {
        return new Writing() {
            @Override
            public void commit(Writes writes) {
                write(writes);
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    private synchronized void write(Writes writes) {
        fault.accept(Moment.BEFORE_THE_COMMIT);
        writes.changed()
                .forEach(wallet ->
                        faultsOfWallets.getOrDefault(wallet.id(), () -> {}).run());
        refuseConflicts(writes);
        for (Transfer transfer : writes.transfers()) {
            transfers.add(transfer);
            transfer.entries().forEach(entry -> chain.add(List.of(entry.walletId(), entry.seq())));
            decide(transfer.tenantId(), transfer.idempotency(), new PostResult.Posted(transfer));
        }
        writes.refusals().forEach(refusal -> decide(refusal.tenantId(), refusal.idempotency(), refusal.refusal()));
        writes.holds().forEach(change -> holds.put(change.hold().id(), change.hold()));
        writes.usages().forEach(change -> usages.put(key(change), change.usage()));
        writes.bets().forEach(change -> bets.put(change.bet().key(), change.bet()));
        writes.opened().forEach(wallet -> wallets.put(wallet.id(), wallet));
        writes.changed().forEach(wallet -> wallets.put(wallet.id(), wallet));
        fault.accept(Moment.AFTER_THE_COMMIT);
    }

    private void refuseConflicts(Writes writes) {
        for (HoldChange change : writes.holds()) {
            Hold stored = holds.get(change.hold().id());
            if (change.from() != (stored == null ? 0 : stored.version())) {
                throw new Conflict("another writer has changed the hold");
            }
        }
        for (UsageChange change : writes.usages()) {
            Usage stored = usages.get(key(change));
            if (change.from() != (stored == null ? 0 : stored.version())) {
                throw new Conflict("another writer has counted for the user");
            }
        }
        for (BetChange change : writes.bets()) {
            KnownBet stored = bets.get(change.bet().key());
            if (change.from() != (stored == null ? 0 : stored.version())) {
                throw new Conflict("another writer has changed the bet");
            }
        }
        for (Transfer transfer : writes.transfers()) {
            for (Entry entry : transfer.entries()) {
                if (chain.contains(List.of(entry.walletId(), entry.seq()))) {
                    throw new Conflict("the entry is there");
                }
            }
            if (transfer.links().reverses() != null
                    && isReversed(transfer.links().reverses())) {
                throw new Conflict("the transfer is taken back");
            }
            if (decided.containsKey(
                    new Key(transfer.tenantId(), transfer.idempotency().key()))) {
                throw new Conflict("the key is there");
            }
        }
    }

    private static UsageKey key(UsageChange change) {
        return new UsageKey(change.usage().tenantId(), change.usage().userId());
    }

    private boolean isReversed(String transferId) {
        return transfers.stream()
                .anyMatch(earlier -> transferId.equals(earlier.links().reverses()));
    }

    private void decide(String tenantId, Idempotency idempotency, PostResult result) {
        decided.put(new Key(tenantId, idempotency.key()), new Decided(idempotency.request(), result));
    }
}
