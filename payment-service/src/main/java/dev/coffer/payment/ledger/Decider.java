package dev.coffer.payment.ledger;

import dev.coffer.core.ids.Ids;
import dev.coffer.payment.usage.Counting;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up what a batch is about and decides it; writes nothing. Confined to one thread at a time, as its cache is. */
final class Decider {

    private final Book book;
    private final WalletCache cache;
    private final Clock clock;
    private final Ids ids;

    Decider(Book book, WalletCache cache, Clock clock, Ids ids) {
        this.book = book;
        this.cache = cache;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @return with an answer for every command of the batch, to be given once its writes are durable
     * @throws Book.Conflict when what was read does not fit together
     */
    Round decide(List<Pending> batch) {
        Map<Book.Key, Book.Decided> decided = book.decided(keys(batch));
        LoadedSubjects subjects = subjects(batch, decided);
        Set<String> fresh = load(Needs.of(batch, decided, subjects, cache));
        // Each further pass makes at least one more wallet fresh, so there are at most as many as wallets in the batch.
        while (true) {
            Round round = new Round(cache, decided, subjects, fresh, clock, ids);
            batch.forEach(round::decide);
            if (round.doubtful().isEmpty() || !renew(round.doubtful(), fresh)) {
                round.requireOneMoment();
                requireOneMoment(round, subjects);
                return round;
            }
        }
    }

    /**
     * What a command is about was read before its wallets. Where another writer has changed both in between, a refusal would name
     * the wrong cause: money is missing because it was given back already.
     *
     * @throws Book.Conflict so that all is read again
     */
    private void requireOneMoment(Round round, LoadedSubjects subjects) {
        Set<String> transfers = round.refusedReversals();
        Set<KnownBet.Key> bets = round.refusedBets();
        if (transfers.isEmpty() && bets.isEmpty()) {
            return;
        }
        LoadedSubjects now = book.subjects(Set.of(), transfers, bets);
        boolean isSame = transfers.stream().allMatch(id -> now.isReversed(id) == subjects.isReversed(id))
                && bets.stream().allMatch(key -> Objects.equals(now.bet(key), subjects.bet(key)));
        if (!isSame) {
            throw new Book.Conflict("another writer has taken back a transfer, or changed a bet, between two reads");
        }
    }

    private static List<Book.Key> keys(List<Pending> batch) {
        List<Book.Key> keys = new ArrayList<>(batch.size());
        for (Pending pending : batch) {
            pending.bookings().forEach(booking -> keys.add(Book.Key.of(booking)));
        }
        return keys;
    }

    private LoadedSubjects subjects(List<Pending> batch, Map<Book.Key, Book.Decided> decided) {
        Set<String> holds = new HashSet<>();
        Set<String> transfers = new HashSet<>();
        Set<UsageKey> users = new HashSet<>();
        Set<KnownBet.Key> bets = new HashSet<>();
        for (Pending pending : batch) {
            if (pending instanceof Pending.PendingUsage usage) {
                users.add(
                        new UsageKey(usage.command().tenantId(), usage.command().userId()));
            }
            for (Keyed booking : pending.bookings()) {
                if (!decided.containsKey(Book.Key.of(booking))) {
                    switch (booking) {
                        case CaptureHold capture -> holds.add(capture.holdId());
                        case ReleaseHold release -> holds.add(release.holdId());
                        case ReverseTransfer reverse -> transfers.add(reverse.transferId());
                        case Post post -> add(post.tenantId(), post.counting(), users);
                        case HoldFunds hold -> add(hold.tenantId(), hold.counted(), users);
                        case PlaceBet place -> {
                            bets.add(place.key());
                            add(place.tenantId(), place.counted(), users);
                        }
                        case SettleBet settle -> {
                            bets.add(settle.key());
                            add(settle.tenantId(), settle.counted(), users);
                        }
                        case RollBackBet rollback -> bets.add(rollback.key());
                        case LockBonus lock -> {}
                        case SetCreditLimit set -> {}
                    }
                }
            }
        }
        LoadedSubjects loaded = holds.isEmpty() && transfers.isEmpty() && bets.isEmpty()
                ? LoadedSubjects.NONE
                : book.subjects(holds, transfers, bets);
        loaded.holds().values().forEach(hold -> add(hold.tenantId(), hold.tally(), users));
        loaded.transfers().values().forEach(transfer -> add(transfer.tenantId(), transfer.tally(), users));
        for (KnownBet known : loaded.bets().values()) {
            if (known instanceof Bet bet) {
                add(bet.key().tenantId(), bet.tally(), users);
            }
        }
        return users.isEmpty() ? loaded : loaded.with(book.usages(users));
    }

    private static void add(String tenantId, @Nullable Counting counting, Set<UsageKey> users) {
        if (counting != null) {
            users.add(new UsageKey(tenantId, counting.userId()));
        }
    }

    private Set<String> load(Needs needs) {
        Set<String> fresh = new HashSet<>();
        if (!needs.isEmpty()) {
            List<Wallet> loaded = book.load(needs.walletIds(), needs.identities());
            cache.putAll(loaded);
            loaded.forEach(wallet -> fresh.add(wallet.id()));
        }
        return fresh;
    }

    /** Loads these wallets again. True when one is not what the cache held, so that what was decided on it is void. */
    private boolean renew(Set<String> walletIds, Set<String> fresh) {
        List<Wallet> loaded = book.load(walletIds, List.of());
        boolean differs = loaded.stream().anyMatch(wallet -> !wallet.equals(cache.wallet(wallet.id())));
        cache.putAll(loaded);
        fresh.addAll(walletIds);
        return differs;
    }
}
