package dev.coffer.payment.ledger;

import dev.coffer.core.ids.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch decided in order, each command on what its predecessors left: what to write, and what to answer once it is
 * written. The wallets under it may come from the cache and be out of date. For a booking that does no harm, because its
 * entries would then collide in the store. A refusal collides with nothing, so {@link #doubtful} names the wallets that
 * must be looked at again before a refusal may be given. What a hold, a reversal or a bet is about was read before the wallets;
 * {@link Decider} looks again whether it is still so where one of them was refused.
 */
final class Round {

    private final WalletCache cache;
    private final Map<Book.Key, Book.Decided> decided;
    private final Subjects subjects;
    private final Set<String> fresh;
    private final Clock clock;
    private final Ids ids;

    private final Changes changes;
    private final List<Book.RememberedRefusal> refusals = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final Set<String> doubtful = new HashSet<>();
    private final Set<String> refusedReversals = new HashSet<>();
    private final Set<KnownBet.Key> refusedBets = new HashSet<>();
    private boolean isTorn;

    /**
     * @param decided what was decided before this batch
     * @param subjects what the batch is about, as it was before it
     * @param fresh ids of the wallets in {@code cache} that were loaded for this batch
     */
    Round(
            WalletCache cache,
            Map<Book.Key, Book.Decided> decided,
            Subjects subjects,
            Set<String> fresh,
            Clock clock,
            Ids ids) {
        this.cache = cache;
        this.decided = new HashMap<>(decided);
        this.subjects = subjects;
        this.changes = new Changes(new LoadedState(cache, subjects));
        this.fresh = fresh;
        this.clock = clock;
        this.ids = ids;
    }

    void decide(Pending pending) {
        switch (pending) {
            case Pending.PendingOpen open -> {
                Wallet wallet = open(open.command());
                answers.add(() -> open.answer().complete(wallet));
            }
            case Pending.PendingStatus status -> {
                StatusResult result = change(status.command());
                answers.add(() -> status.answer().complete(result));
            }
            case Pending.PendingUsage usage -> {
                UsageResult result = change(usage.command());
                answers.add(() -> usage.answer().complete(result));
            }
            case Pending.PendingPost post -> {
                PostResult result = post(post.command());
                answers.add(() -> post.answer().complete(result));
            }
            case Pending.PendingChain chain -> {
                ChainResult result = chain(chain.command());
                answers.add(() -> chain.answer().complete(result));
            }
        }
    }

    private Wallet open(OpenWallet command) {
        Decision decision = Ledger.decide(changes, command, clock.instant(), ids);
        if (!(decision instanceof Decision.Booking booking)) {
            throw new IllegalStateException("Opening a wallet is never refused, but: " + decision);
        }
        changes.apply(booking);
        return booking.wallets().getFirst();
    }

    /** Needs no look-up of its key: a wallet is like that or it is not. A refusal is not kept. */
    private StatusResult change(StatusCommand command) {
        return switch (Ledger.decide(changes, command, clock.instant(), ids)) {
            case Decision.Booking booking -> {
                changes.apply(booking);
                yield new StatusResult.Changed(booking.wallets().getFirst());
            }
            case Decision.Refusal refusal -> {
                doubt(changes.wallet(command.walletId()));
                yield new StatusResult.Refused(refusal.code(), refusal.message());
            }
        };
    }

    /** What speaks for a refusal was loaded for this batch. */
    private UsageResult change(UsageCommand command) {
        return switch (Ledger.decide(changes, command, clock.instant(), ids)) {
            case Decision.Booking booking -> {
                changes.apply(booking);
                yield new UsageResult.Changed(Objects.requireNonNull(booking.usage()));
            }
            case Decision.Refusal refusal -> new UsageResult.Refused(refusal.code(), refusal.message());
        };
    }

    private PostResult post(Keyed command) {
        Book.Key key = Book.Key.of(command);
        Book.Decided before = decided.get(key);
        if (before != null) {
            return before.request().equals(command.idempotency().request()) ? before.result() : keyReused();
        }
        Instant now = clock.instant();
        PostResult result = switch (Ledger.decide(changes, command, now, ids)) {
            case Decision.Booking booking -> book(booking);
            case Decision.Refusal refusal -> refuse(command, refusal, now);
        };
        decided.put(key, new Book.Decided(command.idempotency().request(), result));
        return result;
    }

    private static PostResult.Refused keyReused() {
        return new PostResult.Refused(
                LedgerRefusal.IDEMPOTENCY_KEY_REUSED, "This idempotency key was used before for another request.");
    }

    /** All or nothing: what each link changes is put aside until the last one is decided. */
    private ChainResult chain(Chain chain) {
        // Any of its keys, not the first alone: a bulk under the same key may have used some, and left the first.
        for (Post post : chain.posts()) {
            Book.Decided before = decided.get(Book.Key.of(post));
            if (before != null) {
                return before.request().equals(post.idempotency().request()) ? repeated(chain) : chainKeyReused();
            }
        }
        Instant now = clock.instant();
        Changes together = new Changes(changes);
        List<Transfer> transfers = new ArrayList<>();
        for (Post post : chain.posts()) {
            switch (Ledger.decide(together, post, now, ids)) {
                case Decision.Booking booking -> {
                    together.apply(booking);
                    transfers.add(transfer(booking));
                }
                case Decision.Refusal refusal -> {
                    return refuse(chain, transfers.size(), refusal, now);
                }
            }
        }
        changes.applyAll(together);
        for (Transfer transfer : transfers) {
            decided.put(
                    new Book.Key(transfer.tenantId(), transfer.idempotency().key()),
                    new Book.Decided(transfer.idempotency().request(), new PostResult.Posted(transfer)));
        }
        return new ChainResult.Posted(transfers);
    }

    /** What the links were answered; of a refused chain only the first is remembered, and the one that it broke at. */
    private ChainResult repeated(Chain chain) {
        List<Transfer> transfers = new ArrayList<>();
        ChainResult.@Nullable Refused refused = null;
        for (int position = 0; position < chain.posts().size(); position++) {
            Book.Decided link = decided.get(Book.Key.of(chain.posts().get(position)));
            switch (link == null ? null : link.result()) {
                case PostResult.Posted(Transfer transfer) -> transfers.add(transfer);
                case PostResult.Refused no -> refused = new ChainResult.Refused(position, no);
                case null -> {}
            }
        }
        if (refused != null) {
            return refused;
        }
        if (transfers.size() != chain.posts().size()) {
            throw new IllegalStateException(
                    transfers.size() + " of " + chain.posts().size() + " transfers of a chain are in the book");
        }
        return new ChainResult.Posted(transfers);
    }

    private static ChainResult chainKeyReused() {
        return new ChainResult.Refused(0, keyReused());
    }

    private ChainResult refuse(Chain chain, int position, Decision.Refusal refusal, Instant at) {
        Post broken = chain.posts().get(position);
        PostResult.Refused result = remember(chain.posts().getFirst(), refusal, at);
        if (position > 0) {
            remember(broken, refusal, at);
        }
        // What the links before it took also speaks for the refusal.
        chain.posts().subList(0, position + 1).forEach(post -> touched(post).forEach(this::doubt));
        return new ChainResult.Refused(position, result);
    }

    private PostResult book(Decision.Booking booking) {
        changes.apply(booking);
        return new PostResult.Posted(transfer(booking));
    }

    private static Transfer transfer(Decision.Booking booking) {
        Transfer transfer = booking.transfer();
        if (transfer == null) {
            throw new IllegalStateException("A post was booked without a transfer");
        }
        return transfer;
    }

    private PostResult refuse(Keyed command, Decision.Refusal refusal, Instant at) {
        if (refusal.forestalled() != null) {
            changes.forestall(refusal.forestalled());
        } else {
            switch (Draft.of(command, changes, at)) {
                case Draft.Bookable draft -> touched(draft.post()).forEach(this::doubt);
                case Draft.OfWallet(SetCreditLimit set) -> doubt(changes.wallet(set.walletId()));
                case Draft.Impossible impossible -> {}
            }
        }
        isTorn |= refusal.code() == LedgerRefusal.INSUFFICIENT_FUNDS
                && (command instanceof CaptureHold || command instanceof ReleaseHold);
        switch (command) {
            case ReverseTransfer reverse -> refusedReversals.add(reverse.transferId());
            case PlaceBet place -> refusedBets.add(place.key());
            case SettleBet settle -> refusedBets.add(settle.key());
            case RollBackBet rollback -> refusedBets.add(rollback.key());
            case CaptureHold capture -> {}
            case ReleaseHold release -> {}
            case Post post -> {}
            case HoldFunds hold -> {}
            case LockBonus lock -> {}
            case SetCreditLimit set -> {}
        }
        return remember(command, refusal, at);
    }

    /**
     * A wallet always has set aside what its holds say. Where it does not, although it was looked at for this batch, the hold was
     * read before another writer changed both.
     *
     * @throws Book.Conflict so that all is read again
     */
    void requireOneMoment() {
        if (isTorn) {
            throw new Book.Conflict("another writer has changed a hold between two reads");
        }
    }

    /** Transfers that could not be taken back, for whatever reason. */
    Set<String> refusedReversals() {
        return refusedReversals;
    }

    /** Bets of which something was refused. */
    Set<KnownBet.Key> refusedBets() {
        return refusedBets;
    }

    private PostResult.Refused remember(Keyed command, Decision.Refusal refusal, Instant at) {
        PostResult.Refused result =
                new PostResult.Refused(refusal.code(), refusal.message(), refusal.retryAfterSeconds());
        refusals.add(new Book.RememberedRefusal(ids.next(), command.tenantId(), command.idempotency(), result, at));
        decided.put(Book.Key.of(command), new Book.Decided(command.idempotency().request(), result));
        return result;
    }

    /** @param wallet that speaks for a refusal; null when it is its absence that does, which was looked at for this batch */
    private void doubt(@Nullable Wallet wallet) {
        if (wallet != null && !fresh.contains(wallet.id()) && !changes.hasOpened(wallet.id())) {
            doubtful.add(wallet.id());
        }
    }

    private List<Wallet> touched(Post command) {
        List<Wallet> wallets = new ArrayList<>();
        for (Post.Leg leg : command.legs()) {
            for (WalletRef ref : List.of(leg.from().wallet(), leg.to().wallet())) {
                Wallet wallet = switch (ref) {
                    case WalletRef.ById byId -> changes.wallet(byId.walletId());
                    case WalletRef.OfHouse house -> changes.wallet(command.identity(house, leg));
                };
                if (wallet != null) {
                    wallets.add(wallet);
                }
            }
        }
        return wallets;
    }

    /** Wallets that speak for a refusal and may be out of date. */
    Set<String> doubtful() {
        return doubtful;
    }

    Book.Writes writes() {
        List<Wallet> inserted = new ArrayList<>();
        List<Wallet> updated = new ArrayList<>();
        changes.wallets().forEach(wallet -> (changes.hasOpened(wallet.id()) ? inserted : updated).add(wallet));
        return new Book.Writes(
                inserted,
                updated,
                holdChanges(),
                changes.usages(subjects),
                betChanges(),
                changes.transfers(),
                refusals);
    }

    private List<Book.HoldChange> holdChanges() {
        return changes.holds().stream()
                .map(hold -> {
                    Hold before = subjects.hold(hold.id());
                    return new Book.HoldChange(hold, before == null ? 0 : before.version());
                })
                .toList();
    }

    private List<Book.BetChange> betChanges() {
        return changes.bets().stream()
                .map(bet -> {
                    KnownBet before = subjects.bet(bet.key());
                    return new Book.BetChange(bet, before == null ? 0 : before.version());
                })
                .toList();
    }

    /** Call once what {@link #writes} says is durable: the cache learns of it, and the callers. */
    void settle() {
        cache.putAll(changes.wallets());
        answers.forEach(Runnable::run);
    }

    /** Call when it is not written, or nobody knows: what the batch touched is no longer trusted. */
    void distrust() {
        cache.remove(changes.wallets().stream().map(Wallet::id).toList());
    }
}
